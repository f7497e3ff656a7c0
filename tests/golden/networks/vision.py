"""Image classifiers, in the notation of their publications, with the parameter names of the usual implementations."""

from collections import OrderedDict

import torch
from torch import nn
from torch.nn import functional

from sequences import Attention


def scaled(channels, factor):
    """Channels of a thinner network: a multiple of eight that loses at most a tenth."""
    wanted = channels * factor
    nearest = max(8, 8 * int((wanted + 4) // 8))
    return nearest + 8 if nearest < 0.9 * wanted else nearest


def named(**parts):
    return nn.Sequential(OrderedDict(parts))


def perceptron(inputs, classes, hidden_layers, units):
    parts, width = [nn.Flatten()], inputs
    for _ in range(hidden_layers):
        parts += [nn.Linear(width, units), nn.ReLU()]
        width = units
    return nn.Sequential(*parts, nn.Linear(width, classes))


def small_convolutional(classes):
    parts, before = [], 1
    for channels in (16, 32, 64, 128):
        parts += [nn.Conv2d(before, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels), nn.ReLU(), nn.MaxPool2d(2)]
        before = channels
    return nn.Sequential(*parts, nn.Flatten(), nn.Linear(before, classes))


class Residual(nn.Module):
    """y = relu(shortcut(x) + F(x)); F is two 3x3 convolutions, or 1x1, 3x3 and 1x1 with four times the channels."""

    def __init__(self, inputs, channels, stride, bottleneck):
        super().__init__()
        outputs = 4 * channels if bottleneck else channels
        kernels = [(inputs, channels, 1, 1), (channels, channels, 3, stride), (channels, outputs, 1, 1)] if bottleneck \
            else [(inputs, channels, 3, stride), (channels, channels, 3, 1)]
        self.depth = len(kernels)
        for index, (before, after, kernel, step) in enumerate(kernels, 1):
            setattr(self, f"conv{index}", nn.Conv2d(before, after, kernel, step, kernel // 2, bias=False))
            setattr(self, f"bn{index}", nn.BatchNorm2d(after))
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))
        else:
            self.downsample = nn.Identity()

    def forward(self, x):
        y = x
        for index in range(1, self.depth + 1):
            y = getattr(self, f"bn{index}")(getattr(self, f"conv{index}")(y))
            if index < self.depth:
                y = torch.relu(y)
        return torch.relu(self.downsample(x) + y)


class ResidualNetwork(nn.Module):
    def __init__(self, classes, width, blocks, bottleneck, large):
        super().__init__()
        channels = [scaled(each, width) for each in (64, 128, 256, 512)]
        self.conv1 = nn.Conv2d(3, channels[0], 7, 2, 3, bias=False) if large else nn.Conv2d(3, channels[0], 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels[0])
        self.maxpool = nn.MaxPool2d(3, 2, 1) if large else nn.Identity()
        before = channels[0]
        for stage in range(4):
            parts = []
            for block in range(blocks[stage]):
                parts.append(Residual(before, channels[stage], 2 if stage > 0 and block == 0 else 1, bottleneck))
                before = channels[stage] * (4 if bottleneck else 1)
            setattr(self, f"layer{stage + 1}", nn.Sequential(*parts))
        self.fc = nn.Linear(before, classes)

    def forward(self, x):
        x = self.maxpool(torch.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(x.mean((2, 3)))


class Vgg19(nn.Module):
    """With normalisation, for small images: one linear layer behind the mean over the image."""

    def __init__(self, classes, width):
        super().__init__()
        parts, before = [], 3
        for channels, convolutions in ((64, 2), (128, 2), (256, 4), (512, 4), (512, 4)):
            after = scaled(channels, width)
            for _ in range(convolutions):
                parts += [nn.Conv2d(before, after, 3, padding=1), nn.BatchNorm2d(after), nn.ReLU()]
                before = after
            parts.append(nn.MaxPool2d(2))
        self.features = nn.Sequential(*parts)
        self.classifier = nn.Linear(before, classes)

    def forward(self, x):
        return self.classifier(self.features(x).mean((2, 3)))


class Preactivated(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.bn1, self.bn2 = nn.BatchNorm2d(inputs), nn.BatchNorm2d(outputs)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        if inputs != outputs:
            self.convShortcut = nn.Conv2d(inputs, outputs, 1, stride, bias=False)

    def forward(self, x):
        activated = torch.relu(self.bn1(x))
        residual = self.conv2(torch.relu(self.bn2(self.conv1(activated))))
        return residual + (self.convShortcut(activated) if hasattr(self, "convShortcut") else x)


class WideResidualNetwork(nn.Module):
    def __init__(self, depth, width, classes):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, 3, padding=1, bias=False)
        before = 16
        for group, stride in ((1, 1), (2, 2), (3, 2)):
            after, parts = width * 8 * 2 ** group, []
            for block in range((depth - 4) // 6):
                parts.append(Preactivated(before, after, stride if block == 0 else 1))
                before = after
            setattr(self, f"block{group}", named(layer=nn.Sequential(*parts)))
        self.bn1 = nn.BatchNorm2d(before)
        self.fc = nn.Linear(before, classes)

    def forward(self, x):
        x = self.block3(self.block2(self.block1(self.conv1(x))))
        return self.fc(torch.relu(self.bn1(x)).mean((2, 3)))


class MobileNetwork(nn.Module):
    """MobileNet v1 for small images."""

    def __init__(self, classes, width):
        super().__init__()
        before = scaled(32, width)
        self.conv1, self.bn1 = nn.Conv2d(3, before, 3, padding=1, bias=False), nn.BatchNorm2d(before)
        parts = []
        for channels, stride in [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2)] + 5 * [(512, 1)] + [(1024, 2), (1024, 1)]:
            after = scaled(channels, width)
            parts.append(named(
                conv1=nn.Conv2d(before, before, 3, stride, 1, groups=before, bias=False), bn1=nn.BatchNorm2d(before), relu1=nn.ReLU(),
                conv2=nn.Conv2d(before, after, 1, bias=False), bn2=nn.BatchNorm2d(after), relu2=nn.ReLU()))
            before = after
        self.layers = nn.Sequential(*parts)
        self.linear = nn.Linear(before, classes)

    def forward(self, x):
        return self.linear(self.layers(torch.relu(self.bn1(self.conv1(x)))).mean((2, 3)))


def normalised(inputs, outputs, kernel, stride=1, groups=1):
    return [nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False), nn.BatchNorm2d(outputs)]


class Excitation(nn.Module):
    def __init__(self, channels, squeezed):
        super().__init__()
        self.fc1, self.fc2 = nn.Conv2d(channels, squeezed, 1), nn.Conv2d(squeezed, channels, 1)

    def forward(self, x):
        return x * torch.sigmoid(self.fc2(functional.silu(self.fc1(x.mean((2, 3), keepdim=True)))))


class InvertedResidual(nn.Module):
    """Without stochastic depth, which is a matter of chance."""

    def __init__(self, inputs, outputs, expansion, kernel, stride):
        super().__init__()
        inner = expansion * inputs
        parts = [] if expansion == 1 else [nn.Sequential(*normalised(inputs, inner, 1), nn.SiLU())]
        parts += [nn.Sequential(*normalised(inner, inner, kernel, stride, inner), nn.SiLU()), Excitation(inner, max(1, inputs // 4)),
                  nn.Sequential(*normalised(inner, outputs, 1))]
        self.block = nn.Sequential(*parts)
        self.keeps_shape = stride == 1 and inputs == outputs

    def forward(self, x):
        return self.block(x) + x if self.keeps_shape else self.block(x)


class EfficientNetworkB0(nn.Module):
    """Without dropout."""

    def __init__(self, classes, width):
        super().__init__()
        before = scaled(32, width)
        parts = [nn.Sequential(*normalised(3, before, 3, 2), nn.SiLU())]
        for expansion, kernel, stride, channels, blocks in (
                (1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3), (6, 5, 1, 112, 3), (6, 5, 2, 192, 4), (6, 3, 1, 320, 1)):
            after, stage = scaled(channels, width), []
            for block in range(blocks):
                stage.append(InvertedResidual(before, after, expansion, kernel, stride if block == 0 else 1))
                before = after
            parts.append(nn.Sequential(*stage))
        head = scaled(1280, width)
        parts.append(nn.Sequential(*normalised(before, head, 1), nn.SiLU()))
        self.features = nn.Sequential(*parts)
        self.classifier = nn.Sequential(nn.Identity(), nn.Linear(head, classes))

    def forward(self, x):
        return self.classifier(self.features(x).mean((2, 3)))


class VisionTransformer(nn.Module):
    """Normalisation before every sublayer; the class is read off the first token."""

    def __init__(self, side, patch, width, inner, layers, heads, classes):
        super().__init__()
        self.patch_embed = named(proj=nn.Conv2d(3, width, patch, patch))
        self.cls_token = nn.Parameter(torch.zeros(1, 1, width))
        self.pos_embed = nn.Parameter(torch.zeros(1, (side // patch) ** 2 + 1, width))
        self.blocks = nn.ModuleList(VisionTransformerBlock(width, inner, heads) for _ in range(layers))
        self.norm = nn.LayerNorm(width, 1e-6)
        self.head = nn.Linear(width, classes)

    def forward(self, x):
        rows = self.patch_embed(x).permute(0, 2, 3, 1).flatten(1, 2)
        tokens = torch.cat([self.cls_token.repeat(len(x), 1, 1), rows], 1) + self.pos_embed
        for block in self.blocks:
            tokens = block(tokens)
        return self.head(self.norm(tokens)[:, 0])


class VisionTransformerBlock(nn.Module):
    def __init__(self, width, inner, heads):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width, 1e-6), nn.LayerNorm(width, 1e-6)
        self.attn = Attention(width, heads)
        self.mlp = named(fc1=nn.Linear(width, inner), act=nn.GELU(), fc2=nn.Linear(inner, width))

    def forward(self, x):
        y = self.norm1(x)
        x = x + self.attn(y, y, torch.zeros(1, dtype=torch.bool))
        return x + self.mlp(self.norm2(x))
