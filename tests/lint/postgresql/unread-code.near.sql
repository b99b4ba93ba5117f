select 'do';
