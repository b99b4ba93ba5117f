alter type mood add value 'blue' before 'sad';
alter type mood add value if not exists 'red' after 'blue';
