drop owned by joe;
