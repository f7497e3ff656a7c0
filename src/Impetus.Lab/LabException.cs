namespace Impetus.Lab;

/// <summary>Something outside the program is not as an experiment needs it (data, folders, names); the message names the cause and how to fix it.</summary>
/// <param name="message">What is wrong and what to do about it.</param>
/// <param name="inner">The cause, where there is one.</param>
public class LabException(string message, Exception? inner = null) : Exception(message, inner);
