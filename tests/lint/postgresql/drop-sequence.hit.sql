drop sequence orders_seq;
