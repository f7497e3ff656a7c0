using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch.Tests;

/// <summary>What programs of TorchSharp do with an optimizer, and what must never go wrong in silence.</summary>
[Collection(TorchGroup.Name)]
public sealed class ImpetusOptimizerTests
{
    [Fact]
    public void One_line_trains_a_network()
    {
        using Sequential model = SmallNetwork.Create(seed: 1);
        using ImpetusOptimizer optimizer = optim.AdaTAMW(model.parameters(), lr: 1e-3, weight_decay: 0.05);
        float first = 0, last = 0;
        for (int step = 0; step < 150; step++)
        {
            optimizer.zero_grad();
            last = SmallNetwork.Differentiate(model, batchSeed: step);
            first = step == 0 ? last : first;
            optimizer.step();
        }

        Assert.True(last < first / 2, $"loss {first} -> {last}");
    }

    [Fact]
    public void The_module_may_clear_gradients_to_null()
    {
        using Sequential model = SmallNetwork.Create(seed: 1), twin = SmallNetwork.Create(seed: 1);
        using ImpetusOptimizer one = optim.FusedAdamW(model.parameters()), two = optim.FusedAdamW(twin.parameters());
        for (int step = 0; step < 10; step++)
        {
            model.zero_grad();
            two.zero_grad();
            SmallNetwork.Differentiate(model, batchSeed: step);
            SmallNetwork.Differentiate(twin, batchSeed: step);
            one.step();
            two.step();
        }

        Assert.Equal(Values(twin), Values(model));
    }

    [Fact]
    public void Unused_and_frozen_parameters_are_passed_over()
    {
        using TorchParameter used = Ones(3), unused = Ones(3), frozen = Ones(3);
        using ImpetusOptimizer optimizer = optim.AdaTAMW([used, unused, frozen], lr: 0.1, weight_decay: 0.5);
        (used.grad, frozen.grad) = (ones(3), ones(3));
        frozen.requires_grad = false;
        optimizer.zero_grad();
        used.grad!.fill_(1);
        optimizer.step();
        Assert.Null(unused.grad);
        Assert.True(unused.equal(ones(3)).all().item<bool>());
        Assert.True(frozen.equal(ones(3)).all().item<bool>());
        Assert.True(used.lt(1).all().item<bool>());
    }

    [Fact]
    public void Tied_weights_are_stepped_once()
    {
        using TorchParameter weight = Ones(4), alias = new(weight.detach());
        using ImpetusOptimizer optimizer = optim.FusedSGD([weight, alias, weight], lr: 0.5);
        weight.grad = ones(4);
        optimizer.step();
        Assert.True(weight.allclose(full(4, 0.5f)));
    }

    [Fact]
    public void Sparse_gradients_of_embeddings_step()
    {
        manual_seed(1);
        using Embedding sparse = nn.Embedding(20, 4, sparse: true), dense = nn.Embedding(20, 4);
        dense.weight!.detach().copy_(sparse.weight!.detach());
        using ImpetusOptimizer one = optim.AdaTAM(sparse.parameters()), two = optim.AdaTAM(dense.parameters());
        for (int step = 0; step < 5; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor words = tensor([step, step + 3L, step]);
            foreach ((Embedding embedding, ImpetusOptimizer optimizer) in new[] { (sparse, one), (dense, two) })
            {
                if (step % 2 == 0)
                {
                    embedding.zero_grad();
                }
                else
                {
                    optimizer.zero_grad();
                }

                embedding.forward(words).pow(2).sum().backward();
                optimizer.step();
            }
        }

        Assert.True(sparse.weight!.grad!.is_sparse);
        Assert.True(sparse.weight.equal(dense.weight).all().item<bool>());
    }

    [Fact]
    public void A_graph_older_than_the_step_is_refused()
    {
        using Linear model = nn.Linear(3, 2);
        using ImpetusOptimizer optimizer = optim.FusedSGD(model.parameters());
        using Tensor inputs = randn(4, 3);
        inputs.requires_grad = true;
        Tensor loss = model.forward(inputs).pow(2).sum(), old = model.forward(inputs).pow(2).sum();
        loss.backward();
        optimizer.step();
        Assert.Contains("modified by an inplace operation", Assert.ThrowsAny<Exception>(() => old.backward()).Message);
    }

    [Fact]
    public void A_converted_module_is_an_error_that_names_the_parameter()
    {
        using Sequential model = SmallNetwork.Create(seed: 1);
        using ImpetusOptimizer optimizer = optim.AMAdamW(model.named_parameters());
        SmallNetwork.Differentiate(model, batchSeed: 1);
        model.to(ScalarType.Float64);
        foreach (Action call in new Action[] { () => optimizer.step(), optimizer.zero_grad })
        {
            Assert.Contains("'0.weight'", Assert.Throws<InvalidOperationException>(call).Message);
        }
    }

    [Fact]
    public void Other_orders_of_memory_step_in_place()
    {
        using TorchParameter plain = new(arange(24, dtype: ScalarType.Float32).view(2, 3, 4)), permuted = new(arange(24, dtype: ScalarType.Float32).view(2, 3, 4).permute(2, 0, 1).contiguous().permute(1, 2, 0));
        Assert.False(permuted.is_contiguous());
        nint address = TensorMemory.Address(permuted);
        using ImpetusOptimizer one = optim.AdaTAMW([plain]), two = optim.AdaTAMW([permuted]);
        for (int step = 0; step < 3; step++)
        {
            (plain.grad, permuted.grad) = ((plain.detach() * 0.1).cos(), (permuted.detach() * 0.1).cos().contiguous());
            one.step();
            two.step();
        }

        Assert.Equal(address, TensorMemory.Address(permuted));
        Assert.True(plain.allclose(permuted, 1e-6));
    }

    [Fact]
    public void Views_with_gaps_step_and_other_types_are_refused_by_name()
    {
        using Tensor whole = ones(4, 4);
        using TorchParameter view = new(whole.narrow(1, 0, 2)), twin = Ones(4, 2), half = new(zeros(2, dtype: ScalarType.Float16)), complex = new(zeros(2, dtype: ScalarType.ComplexFloat32));
        using ImpetusOptimizer one = optim.AdaTAM([view]), two = optim.AdaTAM([twin]);
        (view.grad, twin.grad) = (full(4, 2, 0.5f), full(4, 2, 0.5f));
        one.step();
        two.step();
        Assert.True(view.allclose(twin, 1e-6));
        Assert.True(whole.narrow(1, 2, 2).equal(ones(4, 2)).all().item<bool>());
        foreach (TorchParameter parameter in new[] { half, complex })
        {
            Assert.Contains("'head'", Assert.Throws<ArgumentException>(() => optim.AdaTAM([("head", parameter)])).Message);
        }
    }

    [Fact]
    public void Bfloat16_is_stepped_on_master_weights()
    {
        using TorchParameter weight = new(ones(100, dtype: ScalarType.BFloat16));
        using ImpetusOptimizer optimizer = optim.FusedSGD([weight], lr: 1e-3);
        for (int step = 0; step < 100; step++)
        {
            weight.grad = ones(100, dtype: ScalarType.BFloat16);
            optimizer.step();
        }

        Assert.Equal(0.9f, weight.to(ScalarType.Float32).mean().item<float>(), 0.004);
    }

    [Fact]
    public void Gradients_that_are_not_finite_throw_by_name_unless_told_otherwise()
    {
        using TorchParameter weight = Ones(3);
        using ImpetusOptimizer strict = optim.AdaTAMW([("head.weight", weight)]), lenient = optim.AdaTAMW([weight], non_finite: NonFinitePolicy.Skip);
        weight.grad = tensor([1f, float.NaN, 0]);
        Assert.Contains("head.weight", Assert.Throws<NonFiniteGradientException>(() => strict.step()).Message);
        lenient.step();
        Assert.True(weight.equal(ones(3)).all().item<bool>());
        Assert.Equal(1, lenient.Inner.Single().SkippedStepCount);
    }

    [Theory]
    [InlineData(NonFinitePolicy.Throw)]
    [InlineData(NonFinitePolicy.Skip)]
    public void A_gradient_that_is_not_finite_keeps_parameters_of_other_types_in_place_too(NonFinitePolicy policy)
    {
        using TorchParameter one = Ones(3), two = new(ones(3, dtype: ScalarType.Float64)), three = new(ones(3, dtype: ScalarType.BFloat16));
        using ImpetusOptimizer optimizer = optim.AdaTAMW([("one", one), ("two", two), ("three", three)], lr: 0.1, non_finite: policy);
        one.grad = full(3, float.MaxValue);    // whose sum is infinite
        two.grad = ones(3, dtype: ScalarType.Float64);
        three.grad = tensor([0f, float.PositiveInfinity, 0]).to(ScalarType.BFloat16);
        if (policy == NonFinitePolicy.Throw)
        {
            Assert.Contains("three", Assert.Throws<NonFiniteGradientException>(() => optimizer.step()).Message);
        }
        else
        {
            optimizer.step();
        }

        Assert.All([one, two, three], parameter => Assert.True(parameter.eq(ones_like(parameter)).all().item<bool>()));
        three.grad = ones(3, dtype: ScalarType.BFloat16);
        optimizer.step();
        Assert.All([one, two, three], parameter => Assert.True(parameter.lt(ones_like(parameter)).all().item<bool>()));
    }

    [Theory]
    [InlineData("accumulate(batches=2)+sgd:lr=0.1,non-finite=skip")]
    [InlineData("ema+accumulate(batches=2)+sgd:lr=0.1,non-finite=skip")]
    public void Parameters_of_all_types_gather_the_same_batches_where_one_is_to_be_skipped(string specification)
    {
        using TorchParameter one = Ones(3), two = new(ones(3, dtype: ScalarType.Float64));
        using ImpetusOptimizer optimizer = optim.Impetus(specification, [one, two]);
        one.grad = ones(3);
        foreach (double slope in new[] { double.PositiveInfinity, 1 })
        {
            two.grad = full(3, slope, dtype: ScalarType.Float64);
            optimizer.step();
        }

        Assert.True(one.lt(ones_like(one)).all().item<bool>());
        Assert.True(two.eq(ones_like(two)).all().item<bool>());
    }

    [Fact]
    public void Groups_can_be_added_after_steps_and_keep_the_state_of_the_others()
    {
        using TorchParameter one = Ones(3), two = Ones(3), late = Ones(2);
        using ImpetusOptimizer grown = optim.AdamCM([one], lr: 0.01), plain = optim.AdamCM([two], lr: 0.01, weight_decay: 0.1);
        for (int step = 0; step < 8; step++)
        {
            if (step == 4)
            {
                grown.add_param_group(new ImpetusOptimizer.ParamGroup([late], lr: 0.5, weight_decay: 0.1));
                Assert.Throws<ArgumentException>(() => grown.add_param_group(new ImpetusOptimizer.ParamGroup([one])));
            }

            (one.grad, two.grad, late.grad) = (full(3, step - 2.5f), full(3, step - 2.5f), step >= 6 ? ones(2) : null);
            foreach (ImpetusOptimizer.ParamGroup group in plain.ParamGroups.Cast<ImpetusOptimizer.ParamGroup>())
            {
                group.Options.weight_decay = 0;
            }

            grown.step();
            plain.step();
        }

        Assert.Equal(2, grown.ParamGroups.Count());
        Assert.True(late.lt(1).all().item<bool>());
        Assert.True((one - two).abs().max().item<float>() < 0.05);
    }

    [Theory]
    [InlineData("AdaTAMW")]
    [InlineData("AdamCM")]
    [InlineData("AMAdamW")]
    public void Training_that_was_saved_goes_on_to_the_same_bits(string rule)
    {
        using Sequential model = SmallNetwork.Create(seed: 3), copy = SmallNetwork.Create(seed: 4);
        using ImpetusOptimizer optimizer = Make(model), later = Make(copy), other = optim.MAdam(copy.named_parameters());
        void Train(nn.Module<Tensor, Tensor> network, ImpetusOptimizer by, int from)
        {
            for (int step = from; step < from + 5; step++)
            {
                by.zero_grad();
                SmallNetwork.Differentiate(network, batchSeed: step);
                by.step();
            }
        }

        Train(model, optimizer, 0);
        optimizer.LearningRate(5e-4);
        using MemoryStream state = new();
        optimizer.save_state_dict(state);
        copy.load_state_dict(model.state_dict());
        state.Position = 0;
        later.load_state_dict(state);
        Assert.Equal(5e-4, later.ParamGroups.Single().LearningRate);
        Train(model, optimizer, 5);
        Train(copy, later, 5);
        Assert.Equal(Values(model), Values(copy));

        state.Position = 0;
        Assert.Throws<InvalidDataException>(() => other.load_state_dict(state));

        ImpetusOptimizer Make(Sequential network) => rule switch
        {
            "AdaTAMW" => optim.AdaTAMW(network.named_parameters()),
            "AdamCM" => optim.AdamCM(network.named_parameters()),
            _ => optim.AMAdamW(network.named_parameters()),
        };
    }

    [Fact]
    public void A_closure_is_evaluated_as_often_as_the_rule_asks()
    {
        using Sequential model = SmallNetwork.Create(seed: 1);
        using ImpetusOptimizer sharpness = optim.Impetus("sam(rho=0.05)+adam-cm:lr=1e-3,capacity=3", model.named_parameters());
        int count = 0;
        Assert.Contains("closure", Assert.Throws<InvalidOperationException>(() => sharpness.step()).Message, StringComparison.OrdinalIgnoreCase);
        using Tensor loss = sharpness.step(() =>
        {
            count++;
            sharpness.zero_grad();
            (Tensor images, Tensor labels) = SmallNetwork.Batch(6, 1);
            Tensor value = nn.functional.cross_entropy(model.forward(images), labels);
            value.backward();
            return value;
        });
        Assert.Equal(2, count);
        Assert.True(loss.item<float>() > 0);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        using TorchParameter weight = Ones(3);
        Assert.Throws<ArgumentException>(() => optim.AdaTAMW(Array.Empty<TorchParameter>()));
        Assert.Throws<FormatException>(() => optim.Impetus("adatamv", [weight]));
        Assert.ThrowsAny<ArgumentException>(() => optim.AdaTAMW([weight], beta2: 1.5));
        Assert.Throws<ArgumentException>(() => optim.FusedRMSprop([weight], centered: true));
        using ImpetusOptimizer adaptive = optim.AMAdamW([weight]);
        Assert.Contains("cycle_momentum", Assert.Throws<InvalidOperationException>(() => optim.lr_scheduler.OneCycleLR(adaptive, 0.1, total_steps: 10)).Message);
        adaptive.Dispose();
        Assert.Throws<ObjectDisposedException>(() => adaptive.step());
    }

    private static TorchParameter Ones(params long[] shape) => new(ones(shape));

    private static float[][] Values(nn.Module module) => [.. module.parameters().Select(SmallNetwork.ToArray)];
}

internal static class LearningRates
{
    public static void LearningRate(this optim.Optimizer optimizer, double rate)
    {
        foreach (optim.ILearningRateController group in optimizer.ParamGroups)
        {
            group.LearningRate = rate;
        }
    }
}
