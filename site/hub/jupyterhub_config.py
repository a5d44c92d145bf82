"""JupyterHub's settings for a course on one computer, whose people log in with their accounts there."""

c = get_config()  # noqa: F821 -- JupyterHub defines it

c.JupyterHub.bind_url = "http://127.0.0.1:8000"  # behind a web server that speaks https
c.Authenticator.allow_all = True  # who can log in may learn; without a word here, nobody may
c.Spawner.default_url = "/lab"
c.Spawner.environment = {
    "JUPYTER_PREFER_ENV_PATH": "1",  # the course's Python before one in a learner's home
    "OMP_NUM_THREADS": "1",  # one thread each: there are many learners
    "OPENBLAS_NUM_THREADS": "1",
}
