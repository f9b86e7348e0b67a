"""The side of PyTorch in bench/training-speed.ts: the same models, the same questions and answers line by line.

    python3 bench/training-speed.py (wall | cpu) [cpu | cuda]

One thread; on a GPU (cuda) losses are read twenty at a time, as on our side.
"""

import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)
torch.manual_seed(0)
WARM_UP_MS = 1000
LOSSES_AT_A_TIME = 20
now = time.perf_counter if sys.argv[1] == "wall" else time.process_time
device = sys.argv[2] if len(sys.argv) > 2 else "cpu"


class Bag(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.EmbeddingBag(20_000, 64, mode="mean")
        self.output = nn.Linear(64, 4)

    def forward(self, ids):
        return self.output(self.embedding(ids))


class BiLstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(5000, 64)
        self.lstm = nn.LSTM(64, 64, batch_first=True, bidirectional=True)
        self.output = nn.Linear(128, 4)

    def forward(self, ids):
        states, _ = self.lstm(self.embedding(ids))
        return self.output(states.max(1).values)


class Layer(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norms = nn.ModuleList([nn.LayerNorm(width), nn.LayerNorm(width)])
        self.qkv = nn.Linear(width, 3 * width)
        self.output = nn.Linear(width, width)
        self.network = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x):
        batch, time, width = x.shape
        parts = self.qkv(self.norms[0](x)).view(batch, time, 3, self.heads, width // self.heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        shares = torch.softmax(q @ k.transpose(-1, -2) / (width // self.heads) ** 0.5, -1)
        x = x + self.output((shares @ v).transpose(1, 2).reshape(batch, time, width))
        return x + self.network(self.norms[1](x))


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(8192, 64)
        self.positions = nn.Parameter(torch.randn(32, 64) / 8)
        self.layers = nn.Sequential(Layer(64, 4), Layer(64, 4), nn.LayerNorm(64))
        self.output = nn.Linear(64, 4)

    def forward(self, ids):
        return self.output(self.layers(self.embedding(ids) + self.positions).mean(1))


def perceptron():
    layers = [nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10)]
    return nn.Sequential(*layers), torch.randn(64, 784), 10


def convolutions():
    near = [nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
    far = [nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
    top = [nn.Flatten(), nn.Linear(7 * 7 * 32, 64), nn.ReLU(), nn.Linear(64, 10)]
    return nn.Sequential(*near, *far, *top), torch.randn(64, 1, 28, 28), 10


MODELS = {
    "MLP 784-256-128-10": perceptron,
    "CNN 28 x 28, 16 and 32 filters, dense 64": convolutions,
    "bag 20,000 x 64, 64 ids": lambda: (Bag(), torch.randint(2, 20_000, (64, 64)), 4),
    "BiLSTM 64, 32 words": lambda: (BiLstm(), torch.randint(2, 5000, (32, 32)), 4),
    "transformer 64 x 2 layers, 4 heads, 32 words": lambda: (Transformer(), torch.randint(2, 8192, (32, 32)), 4),
}


def prepare(name):
    model, inputs, classes = MODELS[name]()
    model, inputs = model.to(device), inputs.to(device)
    optimizer = torch.optim.Adam(model.parameters(), 1e-3)
    targets = torch.arange(len(inputs), device=device) % classes

    def step():
        optimizer.zero_grad()
        loss = F.cross_entropy(model(inputs), targets)
        loss.backward()
        optimizer.step()
        return loss.detach()

    repeat(step, WARM_UP_MS)
    return len(inputs), step


def repeat(step, ms):
    start = now()
    steps = 0
    losses = []
    while steps == 0 or now() - start < ms / 1e3:
        losses.append(step())
        steps += 1
        if len(losses) == LOSSES_AT_A_TIME:
            torch.stack(losses).tolist()
            losses.clear()
    if losses:
        torch.stack(losses).tolist()
    return steps, now() - start


trainers = {}
for line in sys.stdin:
    question = json.loads(line)
    name = question["model"]
    if name not in trainers:
        trainers[name] = prepare(name)
    batch, step = trainers[name]
    steps, seconds = repeat(step, question["ms"])
    print(json.dumps({"samples": steps * batch, "seconds": seconds}), flush=True)
