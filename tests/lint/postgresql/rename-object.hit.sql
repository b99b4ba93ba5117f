alter type mood rename to feeling;
alter function total(int) rename to sum_of;
