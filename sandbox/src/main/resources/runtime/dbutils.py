"""The part of `dbutils` that a notebook on the sandbox can use: widgets, notebook.exit, task values."""

import json
import os


class NotebookExit(BaseException):
    """Ends the notebook with a value; not an error, and not to be caught as one."""

    def __init__(self, value):
        super().__init__(value)
        self.value = value


class Widgets:
    """The parameters of the task, and defaults that the notebook declares."""

    def __init__(self, parameters):
        self._values = dict(parameters)

    def get(self, name):
        if name not in self._values:
            raise ValueError(f"No input widget named {name} is defined")
        return self._values[name]

    def getArgument(self, name, defaultValue=None):
        return self._values.get(name, defaultValue)

    def getAll(self):
        return dict(self._values)

    def text(self, name, defaultValue, label=None):
        self._values.setdefault(name, str(defaultValue))

    def dropdown(self, name, defaultValue, choices, label=None):
        self.text(name, defaultValue)

    combobox = dropdown
    multiselect = dropdown

    def remove(self, name):
        self._values.pop(name, None)

    def removeAll(self):
        self._values.clear()


class Notebook:
    def exit(self, value):
        raise NotebookExit(str(value))


class TaskValues:
    """Values that a task leaves for the tasks after it, one file a task."""

    def __init__(self, folder, task_key):
        self._folder = folder
        self._task_key = task_key

    def _read(self, task_key):
        try:
            with open(os.path.join(self._folder, f"{task_key}.json"), encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return {}

    def set(self, key, value):
        values = {**self._read(self._task_key), key: value}
        text = json.dumps(values)
        os.makedirs(self._folder, exist_ok=True)
        path = os.path.join(self._folder, f"{self._task_key}.json")
        with open(path + ".fresh", "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(path + ".fresh", path)

    def get(self, taskKey, key, default=None, debugValue=None):
        values = self._read(taskKey)
        if key in values:
            return values[key]
        if default is None:
            raise ValueError(f"Task {taskKey} has no value {key}, and there is no default")
        return default


class Jobs:
    def __init__(self, task):
        self.taskValues = TaskValues(task["values"], task["task_key"])


class DBUtils:
    def __init__(self, task):
        self.widgets = Widgets(task["parameters"])
        self.notebook = Notebook()
        self.jobs = Jobs(task)

    def __getattr__(self, name):
        raise AttributeError(
            f"The sandbox has no dbutils.{name}: it has widgets, notebook.exit and jobs.taskValues"
        )
