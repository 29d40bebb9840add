using System.Collections.Generic;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Spec.Functions;

/// <summary>Something that is wrong with a function, at the source that is at fault.</summary>
/// <param name="Rule">Which diagnostic it is.</param>
/// <param name="Location">Where.</param>
/// <param name="MessageArguments">What goes into the message.</param>
internal sealed record FunctionProblem(DiagnosticDescriptor Rule, Location Location, IReadOnlyList<object> MessageArguments);

/// <summary>What a method was read as.</summary>
/// <param name="Function">What the spec keeps of it.</param>
/// <param name="Problems">What is to be reported about it, with locations.</param>
/// <param name="Name">Where its name is declared.</param>
/// <param name="Origins">Where calls and quotients of its formula are written.</param>
internal sealed record FunctionReading(FunctionSpec Function, IReadOnlyList<FunctionProblem> Problems, Location Name, IReadOnlyDictionary<Expr, Location> Origins);
