set local work_mem = '1GB';
