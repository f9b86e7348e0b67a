"""Stands for a user's training script: says with what arguments it was called, and reports a few metrics."""

import json
import sys

arguments = sys.argv[1:]
if arguments and arguments[0].endswith(".json"):
    with open(arguments[0]) as file:
        arguments = [file.read()]
print("arguments:", json.dumps(arguments))
for epoch in range(3):
    loss = 1 / (epoch + 1)
    print(json.dumps({"epoch": epoch, "loss": loss, "val_loss": loss, "val_acc": 1 - loss, "eval/f1": 1 - loss}))
