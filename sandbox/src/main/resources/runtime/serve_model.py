"""Serves one model: `serve_model.py SOURCE FOLDER PORT SANDBOX`. Ends when the sandbox that started it ends.

The model's files are kept in FOLDER, so that a server that is started again needs no MLflow.
"""

import os
import shutil
import sys
import threading
import time

source, folder, port, sandbox = sys.argv[1:5]


def end_with(parent):
    """Another parent means that the sandbox is gone, killed or not."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)


threading.Thread(target=end_with, args=(int(sandbox),), daemon=True).start()

import mlflow
import uvicorn


def model_files():
    """The folder of the model's files, brought from MLflow unless they are there, whole."""
    whole = os.path.join(folder, "whole")
    if not os.path.exists(whole):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        path = mlflow.artifacts.download_artifacts(artifact_uri=source, dst_path=folder)
        with open(whole, "w", encoding="utf-8") as file:
            file.write(path)
    with open(whole, encoding="utf-8") as file:
        return file.read()


os.environ["__pyfunc_model_path__"] = model_files()
uvicorn.run(
    "mlflow.pyfunc.scoring_server.app:app", host="127.0.0.1", port=int(port), access_log=False
)
