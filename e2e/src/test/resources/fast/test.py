from harness_task import count_call, parameters

values = parameters()
count_call(values, "test")
assert values["model_uri"], "the candidate's URI is handed over"
