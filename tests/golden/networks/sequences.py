"""Language models and the translator, with the parameter names of the usual checkpoints."""

import math

import torch
from torch import nn
from torch.nn import functional


class Llama(nn.Module):
    def __init__(self, vocabulary, width, inner, layers, heads, key_heads, tied):
        super().__init__()
        self.model = nn.Module()
        self.model.embed_tokens = nn.Embedding(vocabulary, width)
        self.model.layers = nn.ModuleList([LlamaLayer(width, inner, heads, key_heads) for _ in range(layers)])
        self.model.norm = RootMeanSquare(width)
        if not tied:
            self.lm_head = nn.Linear(width, vocabulary, bias=False)

    def forward(self, tokens):
        x = self.model.embed_tokens(tokens)
        for layer in self.model.layers:
            x = layer(x)
        x = self.model.norm(x)
        return self.lm_head(x) if hasattr(self, "lm_head") else x @ self.model.embed_tokens.weight.T


class RootMeanSquare(nn.Module):
    def __init__(self, width, epsilon=1e-6):
        super().__init__()
        self.weight, self.epsilon = nn.Parameter(torch.ones(width)), epsilon

    def forward(self, x):
        return self.weight * x / torch.sqrt((x * x).mean(-1, keepdim=True) + self.epsilon)


class LlamaLayer(nn.Module):
    def __init__(self, width, inner, heads, key_heads):
        super().__init__()
        self.self_attn = RotaryAttention(width, heads, key_heads)
        self.mlp = nn.ModuleDict({
            "gate_proj": nn.Linear(width, inner, bias=False), "up_proj": nn.Linear(width, inner, bias=False),
            "down_proj": nn.Linear(inner, width, bias=False)})
        self.input_layernorm, self.post_attention_layernorm = RootMeanSquare(width), RootMeanSquare(width)

    def forward(self, x):
        x = x + self.self_attn(self.input_layernorm(x))
        y = self.post_attention_layernorm(x)
        return x + self.mlp["down_proj"](functional.silu(self.mlp["gate_proj"](y)) * self.mlp["up_proj"](y))


class RotaryAttention(nn.Module):
    def __init__(self, width, heads, key_heads):
        super().__init__()
        self.heads, self.key_heads, self.size = heads, key_heads, width // heads
        self.q_proj = nn.Linear(width, width, bias=False)
        self.k_proj = nn.Linear(width, key_heads * self.size, bias=False)
        self.v_proj = nn.Linear(width, key_heads * self.size, bias=False)
        self.o_proj = nn.Linear(width, width, bias=False)

    def rotated(self, x):
        """The coordinates k and k + size/2 of a head are one complex number, which position p turns by p·10000^(-2k/size)."""
        half = self.size // 2
        angles = torch.arange(x.shape[1], dtype=torch.float64)[:, None] * 10_000.0 ** (-torch.arange(half, dtype=torch.float64) / half)
        turn = torch.polar(torch.ones_like(angles), angles)[:, None].to(torch.complex64 if x.dtype == torch.float32 else torch.complex128)
        y = torch.complex(x[..., :half], x[..., half:]) * turn
        return torch.cat([y.real, y.imag], -1)

    def forward(self, x):
        batch, length, _ = x.shape
        q = self.rotated(self.q_proj(x).view(batch, length, self.heads, self.size))
        k = self.rotated(self.k_proj(x).view(batch, length, self.key_heads, self.size))
        v = self.v_proj(x).view(batch, length, self.key_heads, self.size)
        k, v = (each.repeat_interleave(self.heads // self.key_heads, 2) for each in (k, v))
        scores = torch.einsum("bqhs,bkhs->bhqk", q, k) / math.sqrt(self.size)
        future = torch.ones(length, length, dtype=torch.bool).triu(1)
        mixed = torch.einsum("bhqk,bkhs->bqhs", scores.masked_fill(future, -math.inf).softmax(-1), v)
        return self.o_proj(mixed.reshape(batch, length, -1))


class LstmLanguageModel(nn.Module):
    def __init__(self, vocabulary, width, hidden, layers):
        super().__init__()
        self.encoder = nn.Embedding(vocabulary, width)
        self.rnn = nn.LSTM(width, hidden, layers, batch_first=True)
        self.decoder = nn.Linear(hidden, vocabulary)

    def forward(self, tokens):
        return self.decoder(self.rnn(self.encoder(tokens))[0])


class Transformer(nn.Module):
    """Encoder and decoder with one vocabulary and one embedding; normalisation behind every sublayer; no dropout."""

    def __init__(self, vocabulary, width, inner, layers, heads):
        super().__init__()
        self.width = width
        self.encoder, self.decoder = nn.Module(), nn.Module()
        self.encoder.embed_tokens = nn.Embedding(vocabulary, width)
        self.encoder.layers = nn.ModuleList([TransformerLayer(width, inner, heads, False) for _ in range(layers)])
        self.decoder.layers = nn.ModuleList([TransformerLayer(width, inner, heads, True) for _ in range(layers)])

    def embedded(self, tokens):
        position = torch.arange(tokens.shape[1], dtype=torch.float64)[:, None]
        angles = position / 10_000.0 ** (torch.arange(0, self.width, 2, dtype=torch.float64) / self.width)
        table = torch.stack([angles.sin(), angles.cos()], -1).flatten(1)
        x = self.encoder.embed_tokens(tokens)
        return math.sqrt(self.width) * x + table.to(x.dtype)

    def forward(self, source, lengths, target):
        behind = torch.arange(source.shape[1])[None] >= lengths[:, None]
        memory = self.embedded(source)
        for layer in self.encoder.layers:
            memory = layer(memory, behind[:, None, None])
        x, future = self.embedded(target), torch.ones(target.shape[1], target.shape[1], dtype=torch.bool).triu(1)
        for layer in self.decoder.layers:
            x = layer(x, future, memory, behind[:, None, None])
        return x @ self.encoder.embed_tokens.weight.T


class TransformerLayer(nn.Module):
    def __init__(self, width, inner, heads, decodes):
        super().__init__()
        self.self_attn, self.self_attn_layer_norm = Attention(width, heads), nn.LayerNorm(width)
        if decodes:
            self.encoder_attn, self.encoder_attn_layer_norm = Attention(width, heads), nn.LayerNorm(width)
        self.fc1, self.fc2, self.final_layer_norm = nn.Linear(width, inner), nn.Linear(inner, width), nn.LayerNorm(width)

    def forward(self, x, hidden, memory=None, memory_hidden=None):
        x = self.self_attn_layer_norm(x + self.self_attn(x, x, hidden))
        if memory is not None:
            x = self.encoder_attn_layer_norm(x + self.encoder_attn(x, memory, memory_hidden))
        return self.final_layer_norm(x + self.fc2(torch.relu(self.fc1(x))))


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.q_proj, self.k_proj, self.v_proj, self.out_proj = (nn.Linear(width, width) for _ in range(4))

    def forward(self, asks, answers, hidden):
        q, k, v = (each.unflatten(-1, (self.heads, -1)) for each in (self.q_proj(asks), self.k_proj(answers), self.v_proj(answers)))
        scores = torch.einsum("bqhs,bkhs->bhqk", q, k) / math.sqrt(q.shape[-1])
        weights = scores.masked_fill(hidden, -math.inf).softmax(-1)
        return self.out_proj(torch.einsum("bhqk,bkhs->bqhs", weights, v).flatten(2))
