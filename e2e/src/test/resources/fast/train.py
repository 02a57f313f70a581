import mlflow
from harness_task import count_call, parameters
from mlflow.models import infer_signature

values = parameters()
count_call(values, "train")
with mlflow.start_run(run_id=values["mlflow_run_id"]):
    mlflow.log_param("slope", values.get("slope", "2"))
    mlflow.log_metric("trained", 1.0)
    mlflow.pyfunc.log_model(
        name="model",
        python_model="model.py",
        model_config={"slope": float(values.get("slope", "2"))},
        signature=infer_signature([1.0], [2.0]),
        pip_requirements=["mlflow"],
    )
