"""What helpers refuse: each message says what was got and what was expected."""
