using Google.Protobuf;

namespace Impetus.Faults.Fuzzing;

/// <summary>Files of encoders to begin with.</summary>
internal static class EncoderSeeds
{
    public const string Configuration = """
        {"model_type":"deberta","vocab_size":50265,"hidden_size":768,"num_hidden_layers":12,"num_attention_heads":12,"intermediate_size":3072,"max_position_embeddings":512,
         "type_vocab_size":0,"layer_norm_eps":1e-7,"hidden_act":"gelu","hidden_dropout_prob":0.1,"relative_attention":true,"max_relative_positions":-1,"position_biased_input":false,"pos_att_type":"c2p|p2c"}
        """;

    public const string WordPieces = """
        {"added_tokens":[{"id":0,"content":"[PAD]"}],"normalizer":{"type":"BertNormalizer","lowercase":true},
         "model":{"type":"WordPiece","vocab":{"[PAD]":0,"[UNK]":1,"[CLS]":2,"[SEP]":3,"[MASK]":4,"a":5,"film":6,"so":7,"##t":8}}}
        """;

    public const string BytePairs = """
        {"added_tokens":[{"id":10,"content":"<mask>"}],"model":{"type":"BPE","vocab":{"l":0,"o":1,"w":2,"e":3,"r":4,"er":5,"<s>":6,"</s>":7,"<pad>":8,"<unk>":9},"merges":["e r",["l","o"]]}}
        """;

    /// <summary>A network of one tensor and one operator.</summary>
    public static byte[] Onnx() => Message(7, Message(1, Text(1, "x"), Text(1, "w"), Text(2, "y"), Text(4, "MatMul")), Message(5, [8, 1, 8, 1, 16, 1], Text(8, "w"), Text(9, "\0\0\u0001\u0001")));

    private static byte[] Text(int field, string text) => Message(field, System.Text.Encoding.UTF8.GetBytes(text));

    private static byte[] Message(int field, params byte[][] parts)
    {
        using MemoryStream stream = new();
        using (CodedOutputStream output = new(stream, leaveOpen: true))
        {
            output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom([.. parts.SelectMany(static part => part)]));
        }

        return stream.ToArray();
    }
}
