"""Serves one model: `serve_model.py SOURCE FOLDER PORT`. Ends when the sandbox that started it ends."""

import os
import sys
import threading
import time


def end_with(parent):
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
source, folder, port = sys.argv[1:4]

import mlflow
import uvicorn

os.makedirs(folder, exist_ok=True)
path = mlflow.artifacts.download_artifacts(artifact_uri=source, dst_path=folder)
os.environ["__pyfunc_model_path__"] = path
uvicorn.run(
    "mlflow.pyfunc.scoring_server.app:app", host="127.0.0.1", port=int(port), access_log=False
)
