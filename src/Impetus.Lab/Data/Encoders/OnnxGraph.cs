using Google.Protobuf;

namespace Impetus.Lab.Data.Encoders;

/// <summary>Weights and operators of a network in the ONNX format, as far as its weights' names need them.</summary>
/// <param name="Tensors">The stored tensors in single precision, by name.</param>
/// <param name="Nodes">The operators, in their order.</param>
internal sealed record OnnxGraph(IReadOnlyDictionary<string, OnnxTensor> Tensors, IReadOnlyList<OnnxNode> Nodes)
{
    // Numbers of fields in onnx.proto3.
    private const int GraphOfModel = 7, NodesOfGraph = 1, TensorsOfGraph = 5;
    private const int InputsOfNode = 1, OutputsOfNode = 2, OperatorOfNode = 4;
    private const int ShapeOfTensor = 1, TypeOfTensor = 2, NameOfTensor = 8, BytesOfTensor = 9;
    private const int SinglePrecision = 1;

    /// <summary>Reads a file's content.</summary>
    /// <param name="model">All bytes.</param>
    /// <param name="source">What it is called in messages.</param>
    /// <exception cref="LabException">It is damaged.</exception>
    public static OnnxGraph Read(byte[] model, string source)
    {
        try
        {
            ByteString graph = ByteString.Empty;
            Visit(ByteString.CopyFrom(model), GraphOfModel, content => graph = content.ReadBytes());
            List<OnnxTensor> tensors = [];
            List<OnnxNode> nodes = [];
            Visit(graph, NodesOfGraph, content => nodes.Add(Node(content.ReadBytes())));
            Visit(graph, TensorsOfGraph, content => tensors.Add(Tensor(content.ReadBytes())));
            return new(tensors.Where(static tensor => tensor.Type == SinglePrecision).ToDictionary(static tensor => tensor.Name, StringComparer.Ordinal), nodes);
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or ArgumentException)
        {
            throw new LabException($"{source} is no network in the ONNX format, or damaged: {error.Message.TrimEnd('.')}.", error);
        }
    }

    private static OnnxNode Node(ByteString node)
    {
        List<string> inputs = [], outputs = [];
        string kind = "";
        Visit(node, InputsOfNode, content => inputs.Add(content.ReadString()));
        Visit(node, OutputsOfNode, content => outputs.Add(content.ReadString()));
        Visit(node, OperatorOfNode, content => kind = content.ReadString());
        return new(kind, inputs, outputs);
    }

    private static OnnxTensor Tensor(ByteString tensor)
    {
        List<long> shape = [];
        int type = 0;
        string name = "";
        ByteString values = ByteString.Empty;
        Visit(tensor, ShapeOfTensor, content => shape.Add(content.ReadInt64()));
        Visit(tensor, TypeOfTensor, content => type = content.ReadInt32());
        Visit(tensor, NameOfTensor, content => name = content.ReadString());
        Visit(tensor, BytesOfTensor, content => values = content.ReadBytes());
        return new(name, type, [.. shape], values.Memory);
    }

    // One field of a message, wherever and however often it stands there.
    private static void Visit(ByteString message, int field, Action<CodedInputStream> read)
    {
        using CodedInputStream content = message.CreateCodedInput();
        uint tag;
        while ((tag = content.ReadTag()) != 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field)
            {
                read(content);
            }
            else
            {
                content.SkipLastField();
            }
        }
    }
}

/// <summary>A stored tensor.</summary>
/// <param name="Name">Its name; one without a dot where the exporter made it up.</param>
/// <param name="Type">The number of its element type in onnx.proto3; 1 for single precision.</param>
/// <param name="Shape">Its shape, row-major.</param>
/// <param name="Bytes">Its elements, little-endian.</param>
internal sealed record OnnxTensor(string Name, int Type, long[] Shape, ReadOnlyMemory<byte> Bytes);

/// <summary>An operator.</summary>
/// <param name="Operator">Its kind, such as <c>MatMul</c>.</param>
/// <param name="Inputs">Names of what goes in.</param>
/// <param name="Outputs">Names of what comes out.</param>
internal sealed record OnnxNode(string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);
