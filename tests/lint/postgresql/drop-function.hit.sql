drop function public.total(int, int), other();
