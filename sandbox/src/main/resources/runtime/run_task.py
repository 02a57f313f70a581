"""Runs one task of a run: `run_task.py FOLDER`.

The folder holds `task.json` (what to run). This process leads a process group of its own, claims the
folder by `pid`, runs the task in a child and leaves `exit.json` when it has ended, so that a sandbox
that was killed meanwhile can find out what became of the task.
"""

import json
import os
import signal
import sys
import traceback
import types

RUNTIME = os.path.dirname(os.path.abspath(__file__))
CLAIMED_BY_ANOTHER = 75


def write(folder, name, content):
    """Writes a file that is there whole or not at all."""
    fresh = os.path.join(folder, f".{name}.{os.getpid()}")
    with open(fresh, "w", encoding="utf-8") as file:
        json.dump(content, file)
    os.replace(fresh, os.path.join(folder, name))


def claim(folder):
    """Makes this process the one that runs the task; a second one finds the folder taken."""
    fresh = os.path.join(folder, f".pid.{os.getpid()}")
    with open(fresh, "w", encoding="utf-8") as file:
        file.write(str(os.getpid()))
    try:
        os.link(fresh, os.path.join(folder, "pid"))
    except FileExistsError:
        sys.exit(CLAIMED_BY_ANOTHER)
    finally:
        os.unlink(fresh)


def main_module(path):
    """A fresh `__main__`, as the task's code expects to be it."""
    module = types.ModuleType("__main__")
    module.__file__ = path
    sys.modules["__main__"] = module
    return module


def run_code(task):
    """Runs the task's file; returns what it hands back, which is nothing unless it is a notebook."""
    path = task["file"]
    os.chdir(os.path.dirname(path))
    sys.path[0:1] = [os.path.dirname(path), task["root"]]
    module = main_module(path)
    with open(path, encoding="utf-8") as file:
        code = compile(file.read(), path, "exec")
    if task["kind"] == "python":
        sys.argv = [path, *task["parameters"]]
        exec(code, module.__dict__)
        return {}
    sys.path.append(RUNTIME)
    import dbutils

    sys.path.remove(RUNTIME)
    module.dbutils = dbutils.DBUtils(task)
    module.display = print
    try:
        exec(code, module.__dict__)
    except dbutils.NotebookExit as end:
        return {"result": end.value}
    return {}


def own_frames(error):
    """The traceback without the frames of this file."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename == os.path.abspath(__file__):
        trace = trace.tb_next
    return "".join(traceback.format_exception(type(error), error, trace))


def run(folder, task):
    """Runs the task in this process and tells the exit code."""
    try:
        write(folder, "result.json", run_code(task))
        return 0
    except SystemExit as end:
        if end.code in (None, 0):
            write(folder, "result.json", {})
            return 0
        failure = end
    except BaseException as error:  # whatever it is, it ends the task and has to be told
        failure = error
    trace = own_frames(failure)
    print(trace, file=sys.stderr)
    error = f"{type(failure).__name__}: {failure}"
    write(folder, "result.json", {"error": error, "error_trace": trace})
    return 1


def main():
    folder = sys.argv[1]
    os.setsid()
    claim(folder)
    with open(os.path.join(folder, "task.json"), encoding="utf-8") as file:
        task = json.load(file)
    child = os.fork()
    if child == 0:
        code = run(folder, task)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    # A request to stop is for the child; its parent stays to tell how it ended.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _, status = os.waitpid(child, 0)
    write(folder, "exit.json", {"code": os.waitstatus_to_exitcode(status)})


if __name__ == "__main__":
    main()
