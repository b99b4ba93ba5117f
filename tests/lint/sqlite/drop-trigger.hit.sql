drop trigger touch;
