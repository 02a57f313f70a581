import mlflow
from mlflow.pyfunc import PythonModel


class Line(PythonModel):
    def load_context(self, context):
        self.slope = context.model_config["slope"]

    def predict(self, context, model_input, params=None):
        return [self.slope * float(x) for x in model_input]


mlflow.models.set_model(Line())
