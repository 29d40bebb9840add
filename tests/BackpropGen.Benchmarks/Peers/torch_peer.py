# PyTorch, eager: a Sequential of Linear layers, trained by torch.optim.SGD, asked under inference_mode. Arguments and commands: ProcessPeer.cs.
import sys, time
import numpy, torch

folder, mode, batch, rate, hidden, output, sizes = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]), sys.argv[5], sys.argv[6], [int(n) for n in sys.argv[7].split(",")]
torch.set_num_threads(1)
torch.set_flush_denormal(True)


def rows(file, width):
    return torch.from_numpy(numpy.fromfile(f"{folder}/{file}", dtype=numpy.float32).reshape(-1, width))


layers = []
for i in range(1, len(sizes)):
    layers.append(torch.nn.Linear(sizes[i - 1], sizes[i]))
    if i < len(sizes) - 1:
        layers.append({"relu": torch.nn.ReLU, "tanh": torch.nn.Tanh}[hidden]())
network = torch.nn.Sequential(*layers)
head = torch.nn.Softmax(dim=1) if output == "softmax" else torch.nn.Identity()
loss = torch.nn.CrossEntropyLoss() if output == "softmax" else torch.nn.MSELoss()
optimizer = torch.optim.SGD(network.parameters(), lr=rate)
inputs, targets = rows("inputs.bin", sizes[0]), rows("targets.bin", sizes[-1])
if output == "softmax":
    targets = targets.argmax(dim=1)
predicted = None


def step(x, t):
    optimizer.zero_grad(set_to_none=True)
    loss(network(x), t).backward()
    optimizer.step()


def run(count):
    global predicted
    start = time.process_time()
    for row in range(0, count - batch + 1, batch):
        if mode == "step":
            step(inputs[row:row + batch], targets[row:row + batch])
        else:
            with torch.inference_mode():
                predicted = head(network(inputs[row:row + batch]))
    return time.process_time() - start


def load():
    values, start = torch.from_numpy(numpy.fromfile(f"{folder}/parameters.bin", dtype=numpy.float32)), 0
    with torch.no_grad():
        for parameter in network.parameters():  # of each layer weight[to, from], then bias: the canonical order
            parameter.copy_(values[start:start + parameter.numel()].reshape(parameter.shape))
            start += parameter.numel()


def save():
    with torch.no_grad():
        torch.cat([p.reshape(-1) for p in network.parameters()]).numpy().tofile(f"{folder}/parameters.bin")
    if predicted is not None:
        predicted.numpy().tofile(f"{folder}/outputs.bin")


for line in sys.stdin:
    command = line.split()
    if command[0] == "pass":
        print(repr(run(int(command[1]))), flush=True)
    else:
        {"load": load, "save": save}[command[0]]()
        print("done", flush=True)
