"""GraphSAGE on users and items, edge by edge."""

import torch
from torch import nn


class Means(nn.Module):
    """W_l · mean of the neighbours + W_r · own vector + b."""

    def __init__(self, neighbours, own, outputs):
        super().__init__()
        self.lin_l, self.lin_r = nn.Linear(neighbours, outputs, bias=False), nn.Linear(own, outputs, bias=False)
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, neighbours, own, sources, targets):
        total = torch.zeros(len(own), neighbours.shape[1], dtype=own.dtype).index_add(0, targets, neighbours[sources])
        degree = torch.zeros(len(own), dtype=own.dtype).index_add(0, targets, torch.ones(len(targets), dtype=own.dtype))
        return self.lin_l(total / degree.clamp(min=1)[:, None]) + self.lin_r(own) + self.bias


class GraphSage(nn.Module):
    def __init__(self, user_features, item_features, hidden):
        super().__init__()
        for name, user_width, item_width in (("conv1", user_features, item_features), ("conv2", hidden, hidden)):
            setattr(self, name, nn.ModuleDict({
                "user_to_item": Means(user_width, item_width, hidden), "item_to_user": Means(item_width, user_width, hidden)}))
        self.decoder = nn.ModuleDict({
            "user": nn.Linear(hidden, hidden), "item": nn.Linear(hidden, hidden, bias=False), "output": nn.Linear(hidden, 1)})

    def forward(self, users, items, known_users, known_items, edge_users, edge_items):
        for layer in (self.conv1, self.conv2):
            users, items = (layer["item_to_user"](items, users, known_items, known_users),
                            layer["user_to_item"](users, items, known_users, known_items))
            if layer is self.conv1:
                users, items = torch.relu(users), torch.relu(items)
        ends = self.decoder["user"](users[edge_users]) + self.decoder["item"](items[edge_items])
        return self.decoder["output"](torch.relu(ends))[:, 0]
