reassign owned by joe to ann;
