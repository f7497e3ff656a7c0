namespace Impetus.Torch;

/// <content>Operators of models of sequences and graphs.</content>
internal static partial class Operators
{
    public static readonly TensorOperator Embedding = new("aten::embedding");
    public static readonly TensorOperator ReciprocalSquareRoot = new("aten::rsqrt");
    public static readonly TensorOperator Square = new("aten::square");
    public static readonly TensorOperator AddProduct = new("aten::addcmul");
    public static readonly TensorOperator Roll = new("aten::roll");
    public static readonly TensorOperator Softmax = new("aten::softmax", "int");
    public static readonly TensorOperator LayerNormalization = new("aten::layer_norm");
    public static readonly TensorOperator LongShortTermMemory = new("aten::lstm", "input");
}
