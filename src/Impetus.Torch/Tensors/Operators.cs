namespace Impetus.Torch;

/// <summary>The operators behind the methods of <see cref="Tensor"/>, the modules and the losses.</summary>
internal static partial class Operators
{
    public static readonly TensorOperator Add = new("aten::add", "Tensor");
    public static readonly TensorOperator AddInPlace = new("aten::add_", "Tensor");
    public static readonly TensorOperator AddScalar = new("aten::add", "Scalar");
    public static readonly TensorOperator Subtract = new("aten::sub", "Tensor");
    public static readonly TensorOperator SubtractScalar = new("aten::sub", "Scalar");
    public static readonly TensorOperator SubtractFromScalar = new("aten::rsub", "Scalar");
    public static readonly TensorOperator Multiply = new("aten::mul", "Tensor");
    public static readonly TensorOperator MultiplyScalar = new("aten::mul", "Scalar");
    public static readonly TensorOperator Divide = new("aten::div", "Tensor");
    public static readonly TensorOperator DivideScalar = new("aten::div", "Scalar");
    public static readonly TensorOperator Negate = new("aten::neg");
    public static readonly TensorOperator PowerScalar = new("aten::pow", "Tensor_Scalar");
    public static readonly TensorOperator Exponential = new("aten::exp");
    public static readonly TensorOperator Logarithm = new("aten::log");
    public static readonly TensorOperator SquareRoot = new("aten::sqrt");
    public static readonly TensorOperator Absolute = new("aten::abs");
    public static readonly TensorOperator HyperbolicTangent = new("aten::tanh");
    public static readonly TensorOperator Sigmoid = new("aten::sigmoid");
    public static readonly TensorOperator MatrixMultiply = new("aten::matmul");

    public static readonly TensorOperator Sum = new("aten::sum");
    public static readonly TensorOperator SumDimensions = new("aten::sum", "dim_IntList");
    public static readonly TensorOperator Mean = new("aten::mean");
    public static readonly TensorOperator MeanDimensions = new("aten::mean", "dim");
    public static readonly TensorOperator Argmax = new("aten::argmax");
    public static readonly TensorOperator EqualElements = new("aten::eq", "Tensor");

    public static readonly TensorOperator Reshape = new("aten::reshape");
    public static readonly TensorOperator Flatten = new("aten::flatten", "using_ints");
    public static readonly TensorOperator Transpose = new("aten::transpose", "int");
    public static readonly TensorOperator Permute = new("aten::permute");
    public static readonly TensorOperator Narrow = new("aten::narrow");
    public static readonly TensorOperator IndexSelect = new("aten::index_select");
    public static readonly TensorOperator Contiguous = new("aten::contiguous");
    public static readonly TensorOperator Clone = new("aten::clone");
    public static readonly TensorOperator ToScalarType = new("aten::to", "dtype");
    public static readonly TensorOperator Fill = new("aten::fill_", "Scalar");
    public static readonly TensorOperator Copy = new("aten::copy_");

    public static readonly TensorOperator Linear = new("aten::linear");
    public static readonly TensorOperator Convolution2d = new("aten::conv2d");
    public static readonly TensorOperator BatchNormalization = new("aten::batch_norm");
    public static readonly TensorOperator MaxPool2d = new("aten::max_pool2d");
    public static readonly TensorOperator AdaptiveAveragePool2d = new("aten::adaptive_avg_pool2d");
    public static readonly TensorOperator Rectifier = new("aten::relu");
    public static readonly TensorOperator RectifierInPlace = new("aten::relu_");
    public static readonly TensorOperator SigmoidLinearUnit = new("aten::silu");
    public static readonly TensorOperator Dropout = new("aten::dropout");
    public static readonly TensorOperator CrossEntropy = new("aten::cross_entropy_loss");
}
