alter type mood add value 'blue' after 'sad';
alter type mood rename to moods;
