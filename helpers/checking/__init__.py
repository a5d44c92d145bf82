"""What a learner's answer meets: it is run, compared and, where it is wrong, diagnosed."""
