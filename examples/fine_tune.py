"""Fine-tunes a Transformers model (4.41 or newer) on a CSV file with the columns text and label.

Beside it lie hypersweep.py and the callback.
"""

import argparse
import csv
import math

import torch
from transformers import AutoConfig, AutoModelForSequenceClassification, AutoTokenizer
from transformers import DataCollatorWithPadding, Trainer, TrainingArguments

import hypersweep
from hypersweep_transformers import HypersweepCallback

parser = argparse.ArgumentParser()
parser.add_argument("--data", required=True)
parser.add_argument("--model", default="bert-base-uncased")
parser.add_argument("--learning_rate", type=float, default=5e-5)
parser.add_argument("--warmup_ratio", type=float, default=0.1)
parser.add_argument("--batch_size", type=int, default=32)
parser.add_argument("--dropout", type=float, default=0.1)
parser.add_argument("--epochs", type=int, default=3)
parser.add_argument("--weight_decay", type=float, default=0.01)
options = parser.parse_args()

with open(options.data, newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
labels = sorted({row["label"] for row in rows})

# BERT's and RoBERTa's names of it, then GPT-2's.
dropouts = ["hidden_dropout_prob", "attention_probs_dropout_prob", "resid_pdrop", "embd_pdrop", "attn_pdrop"]
config = AutoConfig.from_pretrained(options.model, num_labels=len(labels))
for name in dropouts:
    if hasattr(config, name):
        setattr(config, name, options.dropout)
tokenizer = AutoTokenizer.from_pretrained(options.model)
if tokenizer.pad_token is None:  # GPT-2
    tokenizer.pad_token = tokenizer.eos_token
config.pad_token_id = tokenizer.pad_token_id
model = AutoModelForSequenceClassification.from_pretrained(options.model, config=config)

examples = [
    {**tokenizer(row["text"], truncation=True, max_length=128), "label": labels.index(row["label"])} for row in rows
]
# The same rows are held out in every trial: values are compared with each other.
order = torch.randperm(len(examples), generator=torch.Generator().manual_seed(1)).tolist()
held_out = max(1, len(order) // 5)
steps = options.epochs * math.ceil((len(order) - held_out) / options.batch_size)


def accuracy(prediction):
    return {"accuracy": float((prediction.predictions.argmax(-1) == prediction.label_ids).mean())}


trainer = Trainer(
    model,
    TrainingArguments(
        output_dir=hypersweep.folder,
        learning_rate=options.learning_rate,
        warmup_steps=int(options.warmup_ratio * steps),
        per_device_train_batch_size=options.batch_size,
        num_train_epochs=options.epochs,
        weight_decay=options.weight_decay,
        seed=hypersweep.seed,
        eval_strategy="epoch",
        save_strategy="no",
        report_to=[],
    ),
    train_dataset=[examples[index] for index in order[held_out:]],
    eval_dataset=[examples[index] for index in order[:held_out]],
    data_collator=DataCollatorWithPadding(tokenizer),
    compute_metrics=accuracy,
    callbacks=[HypersweepCallback()],
)
trainer.train()
trainer.save_model(hypersweep.folder)
tokenizer.save_pretrained(hypersweep.folder)
