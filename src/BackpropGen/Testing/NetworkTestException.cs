using System;

namespace BackpropGen;

/// <summary>A network does not keep a promise; the message says which, and how it was found.</summary>
/// <param name="message">What was expected, and what was found.</param>
public sealed class NetworkTestException(string message) : Exception(message);
