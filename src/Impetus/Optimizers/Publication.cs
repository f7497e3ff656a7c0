namespace Impetus;

/// <summary>Where an optimizer was published.</summary>
/// <param name="Key">The key of the BibTeX entry.</param>
/// <param name="Authors">The authors, with "and" between them, as BibTeX wants it.</param>
/// <param name="Title">The title.</param>
/// <param name="Venue">Where it appeared: proceedings, a journal, or <c>arXiv:</c> and the number.</param>
/// <param name="Year">When it appeared.</param>
public sealed record Publication(string Key, string Authors, string Title, string Venue, int Year)
{
    private const string Preprint = "arXiv:";

    /// <summary>Whether the venue is a journal rather than a conference.</summary>
    public bool IsJournal { get; init; }

    /// <summary>Whether the venue is the address of a page on the web.</summary>
    public bool IsPage { get; init; }

    /// <summary>The BibTeX entry.</summary>
    public string Bibtex => Venue.StartsWith(Preprint, StringComparison.Ordinal)
        ? Entry("misc", ("eprint", Venue[Preprint.Length..]), ("archivePrefix", "arXiv"))
        : IsPage ? Entry("misc", ("url", $"https://{Venue}"))
        : IsJournal ? Entry("article", ("journal", Venue))
        : Entry("inproceedings", ("booktitle", Venue));

    /// <inheritdoc/>
    public override string ToString() => $"{Title}. {Authors}. {Venue}, {Year}";

    private string Entry(string type, params (string Name, string Value)[] venue)
    {
        // The inner braces keep the capitals of a title.
        (string Name, string Value)[] fields = [("author", Authors), ("title", $"{{{Title}}}"), .. venue, ("year", $"{Year}")];
        return $"@{type}{{{Key},\n{string.Join(",\n", fields.Select(field => $"  {field.Name} = {{{field.Value}}}"))}\n}}";
    }
}

/// <summary>The publications that the optimizers come from.</summary>
public static class Publications
{
    /// <summary>Stochastic approximation.</summary>
    public static Publication RobbinsMonro { get; } = new("robbins1951", "Herbert Robbins and Sutton Monro", "A Stochastic Approximation Method", "The Annals of Mathematical Statistics", 1951) { IsJournal = true };

    /// <summary>The heavy ball.</summary>
    public static Publication Polyak { get; } = new("polyak1964", "Boris T. Polyak", "Some Methods of Speeding up the Convergence of Iteration Methods", "USSR Computational Mathematics and Mathematical Physics", 1964) { IsJournal = true };

    /// <summary>Nesterov's momentum in deep learning.</summary>
    public static Publication Sutskever { get; } = new("sutskever2013", "Ilya Sutskever and James Martens and George Dahl and Geoffrey Hinton", "On the Importance of Initialization and Momentum in Deep Learning", "International Conference on Machine Learning", 2013);

    /// <summary>Adam.</summary>
    public static Publication Adam { get; } = new("kingma2015", "Diederik P. Kingma and Jimmy Ba", "Adam: A Method for Stochastic Optimization", "International Conference on Learning Representations", 2015);

    /// <summary>AdamW.</summary>
    public static Publication AdamW { get; } = new("loshchilov2019", "Ilya Loshchilov and Frank Hutter", "Decoupled Weight Decay Regularization", "International Conference on Learning Representations", 2019);

    /// <summary>AMSGrad.</summary>
    public static Publication AmsGrad { get; } = new("reddi2018", "Sashank J. Reddi and Satyen Kale and Sanjiv Kumar", "On the Convergence of Adam and Beyond", "International Conference on Learning Representations", 2018);

    /// <summary>LaProp.</summary>
    public static Publication LaProp { get; } = new("ziyin2020", "Liu Ziyin and Zhikang T. Wang and Masahito Ueda", "LaProp: Separating Momentum and Adaptivity in Adam", "arXiv:2002.04839", 2020);

    /// <summary>RMSprop.</summary>
    public static Publication RmsProp { get; } = new("tieleman2012", "Tijmen Tieleman and Geoffrey Hinton", "Lecture 6.5: RMSprop", "COURSERA: Neural Networks for Machine Learning", 2012);

    /// <summary>RAdam.</summary>
    public static Publication RAdam { get; } = new("liu2020", "Liyuan Liu and Haoming Jiang and Pengcheng He and Weizhu Chen and Xiaodong Liu and Jianfeng Gao and Jiawei Han", "On the Variance of the Adaptive Learning Rate and Beyond", "International Conference on Learning Representations", 2020);

    /// <summary>AdaBound.</summary>
    public static Publication AdaBound { get; } = new("luo2019", "Liangchen Luo and Yuanhao Xiong and Yan Liu and Xu Sun", "Adaptive Gradient Methods with Dynamic Bound of Learning Rate", "International Conference on Learning Representations", 2019);

    /// <summary>Lion.</summary>
    public static Publication Lion { get; } = new("chen2023", "Xiangning Chen and Chen Liang and Da Huang and Esteban Real and Kaiyuan Wang and Hieu Pham and Xuanyi Dong and Thang Luong and Cho-Jui Hsieh and Yifeng Lu and Quoc V. Le", "Symbolic Discovery of Optimization Algorithms", "Advances in Neural Information Processing Systems", 2023);

    /// <summary>Aggregated momentum.</summary>
    public static Publication AggMo { get; } = new("lucas2019", "James Lucas and Shengyang Sun and Richard Zemel and Roger Grosse", "Aggregated Momentum: Stability Through Passive Damping", "International Conference on Learning Representations", 2019);

    /// <summary>AngularGrad.</summary>
    public static Publication AngularGrad { get; } = new("roy2021", "Swalpa Kumar Roy and Mercedes Eugenia Paoletti and Juan Mario Haut and Shiv Ram Dubey and Purbayan Kar and Antonio Plaza and Bidyut B. Chaudhuri", "AngularGrad: A New Optimization Technique for Angular Convergence of Convolutional Neural Networks", "arXiv:2105.10190", 2021);

    /// <summary>Averaged stochastic approximation.</summary>
    public static Publication Averaging { get; } = new("polyak1992", "Boris T. Polyak and Anatoli B. Juditsky", "Acceleration of Stochastic Approximation by Averaging", "SIAM Journal on Control and Optimization", 1992) { IsJournal = true };

    /// <summary>Resilient propagation.</summary>
    public static Publication Rprop { get; } = new("riedmiller1993", "Martin Riedmiller and Heinrich Braun", "A Direct Adaptive Method for Faster Backpropagation Learning: The RPROP Algorithm", "IEEE International Conference on Neural Networks", 1993);

    /// <summary>Adagrad.</summary>
    public static Publication Adagrad { get; } = new("duchi2011", "John Duchi and Elad Hazan and Yoram Singer", "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization", "Journal of Machine Learning Research", 2011) { IsJournal = true };

    /// <summary>Adadelta.</summary>
    public static Publication Adadelta { get; } = new("zeiler2012", "Matthew D. Zeiler", "ADADELTA: An Adaptive Learning Rate Method", "arXiv:1212.5701", 2012);

    /// <summary>NAdam.</summary>
    public static Publication NAdam { get; } = new("dozat2016", "Timothy Dozat", "Incorporating Nesterov Momentum into Adam", "International Conference on Learning Representations, Workshop Track", 2016);

    /// <summary>Quasi-hyperbolic momentum.</summary>
    public static Publication QuasiHyperbolic { get; } = new("ma2019", "Jerry Ma and Denis Yarats", "Quasi-Hyperbolic Momentum and Adam for Deep Learning", "International Conference on Learning Representations", 2019);

    /// <summary>AdaBelief.</summary>
    public static Publication AdaBelief { get; } = new("zhuang2020", "Juntang Zhuang and Tommy Tang and Yifan Ding and Sekhar C. Tatikonda and Nicha Dvornek and Xenophon Papademetris and James Duncan", "AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed Gradients", "Advances in Neural Information Processing Systems", 2020);

    /// <summary>Adan.</summary>
    public static Publication Adan { get; } = new("xie2022", "Xingyu Xie and Pan Zhou and Huan Li and Zhouchen Lin and Shuicheng Yan", "Adan: Adaptive Nesterov Momentum Algorithm for Faster Optimizing Deep Models", "arXiv:2208.06677", 2022);

    /// <summary>AdEMAMix.</summary>
    public static Publication AdEmaMix { get; } = new("pagliardini2024", "Matteo Pagliardini and Pierre Ablin and David Grangier", "The AdEMAMix Optimizer: Better, Faster, Older", "arXiv:2409.03137", 2024);

    /// <summary>ADOPT.</summary>
    public static Publication Adopt { get; } = new("taniguchi2024", "Shohei Taniguchi and Keno Harada and Gouki Minegishi and Yuta Oshima and Seong Cheol Jeong and Go Nagahara and Tomoshi Iiyama and Masahiro Suzuki and Yusuke Iwasawa and Yutaka Matsuo", "ADOPT: Modified Adam Can Converge with Any β2 with the Optimal Rate", "Advances in Neural Information Processing Systems", 2024);

    /// <summary>MARS.</summary>
    public static Publication Mars { get; } = new("yuan2024", "Huizhuo Yuan and Yifeng Liu and Shuang Wu and Xun Zhou and Quanquan Gu", "MARS: Unleashing the Power of Variance Reduction for Training Large Models", "arXiv:2411.10438", 2024);

    /// <summary>Cautious optimizers.</summary>
    public static Publication Cautious { get; } = new("liang2024", "Kaizhao Liang and Lizhang Chen and Bo Liu and Qiang Liu", "Cautious Optimizers: Improving Training with One Line of Code", "arXiv:2411.16085", 2024);

    /// <summary>Grams.</summary>
    public static Publication Grams { get; } = new("cao2024", "Yang Cao and Xiaoyu Li and Zhao Song", "Grams: Gradient Descent with Adaptive Momentum Scaling", "arXiv:2412.17107", 2024);
    /// <summary>LARS.</summary>
    public static Publication Lars { get; } = new("you2017", "Yang You and Igor Gitman and Boris Ginsburg", "Large Batch Training of Convolutional Networks", "arXiv:1708.03888", 2017);

    /// <summary>LAMB.</summary>
    public static Publication Lamb { get; } = new("you2020", "Yang You and Jing Li and Sashank Reddi and Jonathan Hseu and Sanjiv Kumar and Srinadh Bhojanapalli and Xiaodan Song and James Demmel and Kurt Keutzer and Cho-Jui Hsieh", "Large Batch Optimization for Deep Learning: Training BERT in 76 Minutes", "International Conference on Learning Representations", 2020);

    /// <summary>Prodigy.</summary>
    public static Publication Prodigy { get; } = new("mishchenko2024", "Konstantin Mishchenko and Aaron Defazio", "Prodigy: An Expeditiously Adaptive Parameter-Free Learner", "International Conference on Machine Learning", 2024);

    /// <summary>Muon.</summary>
    public static Publication Muon { get; } = new("jordan2024", "Keller Jordan and Yuchen Jin and Vlado Boza and Jiacheng You and Franz Cesista and Laker Newhouse and Jeremy Bernstein", "Muon: An Optimizer for Hidden Layers in Neural Networks", "kellerjordan.github.io/posts/muon", 2024) { IsPage = true };

    /// <summary>Torque-aware momentum.</summary>
    public static Publication TorqueAware { get; } = new("malviya2024torque", "Pranshu Malviya and Gonçalo Mordido and Aristide Baratin and Reza Babanezhad Harikandeh and Gintare Karolina Dziugaite and Razvan Pascanu and Sarath Chandar", "Torque-Aware Momentum", "arXiv:2412.18790", 2024);

    /// <summary>Critical gradients.</summary>
    public static Publication CriticalGradients { get; } = new("mcrae2022", "Paul-Aymeric McRae and Prasanna Parthasarathi and Mahmoud Assran and Sarath Chandar", "Memory Augmented Optimizers for Deep Learning", "International Conference on Learning Representations", 2022);

    /// <summary>Critical momenta.</summary>
    public static Publication CriticalMomenta { get; } = new("malviya2024critical", "Pranshu Malviya and Gonçalo Mordido and Aristide Baratin and Reza Babanezhad Harikandeh and Jerry Huang and Simon Lacoste-Julien and Razvan Pascanu and Sarath Chandar", "Promoting Exploration in Memory-Augmented Adam using Critical Momenta", "Transactions on Machine Learning Research", 2024) { IsJournal = true };

    /// <summary>Adaptive memory.</summary>
    public static Publication AdaptiveMemory { get; } = new("topollai2025", "Kristi Topollai and Anna Choromanska", "Adaptive Memory Momentum via a Model-Based Framework for Deep Learning Optimization", "arXiv:2510.04988", 2025);

    /// <summary>Maximum variation averaging.</summary>
    public static Publication MaximumVariation { get; } = new("zhu2020", "Chen Zhu and Yu Cheng and Zhe Gan and Furong Huang and Jingjing Liu and Tom Goldstein", "Adaptive Learning Rates with Maximum Variation Averaging", "arXiv:2006.11918", 2020);
}
