using System;
using System.IO;
using Lecture;

Console.WriteLine("Document 001: 2-2-2, sigmoids, half squared error, η = 0.5, biases frozen");
Console.WriteLine();
LectureNetwork lecture = LectureNetwork.AsPrinted();
FigureTable.Write("Forward", Document001.Forward(lecture));
FigureTable.Write("Backward, output layer", Document001.BackwardOutput(lecture));
FigureTable.Write("Backward, hidden layer", Document001.BackwardHidden(lecture));
lecture.Update();
FigureTable.Write("Weights after one update", Document001.Updated(lecture));
FigureTable.Write("After many updates, all weights at once (right)", Updates001.Simultaneous());
FigureTable.Write("After many updates, output weights overwritten first (wrong, and what is printed)", Updates001.Sequential());

Console.WriteLine("Document 002: 2-3-2-1, sigmoids, log loss, α = 0.5");
Console.WriteLine();
DerivationNetwork derivation = DerivationNetwork.AsPrinted();
FigureTable.Write("Forward", Document002.Forward(derivation));
FigureTable.Write("Deltas", Document002.Deltas(derivation));
FigureTable.Write("Gradients", Document002.Gradients(derivation));
derivation.Update();
FigureTable.Write("Weights and output after one update", Document002.Updated(derivation));
FigureTable.Write("Where the printed 0.7043 comes from", Slips002.Printed());

string output = Path.Combine(AppContext.BaseDirectory, "output");
Directory.CreateDirectory(output);
File.WriteAllText(Path.Combine(output, "document001.md"), LectureNetwork.AsPrinted().Traced().ToMarkdown(learningRate: LectureNetwork.LearningRate));
File.WriteAllText(Path.Combine(output, "document002.md"), DerivationNetwork.AsPrinted().Traced().ToMarkdown(learningRate: DerivationNetwork.LearningRate));
Console.WriteLine($"the worked derivations: {output}");
