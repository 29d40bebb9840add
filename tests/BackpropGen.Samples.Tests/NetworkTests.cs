using BackpropGen;

// a class of tests for each sample's network, in the sample's namespace
[assembly: GenerateNetworkTests(typeof(CurveFit.CurveNetwork))]
[assembly: GenerateNetworkTests(typeof(Digits.DigitNetwork))]
[assembly: GenerateNetworkTests(typeof(Iris.IrisNetwork))]
[assembly: GenerateNetworkTests(typeof(Lecture.LectureNetwork))]
[assembly: GenerateNetworkTests(typeof(Lecture.DerivationNetwork))]
[assembly: GenerateNetworkTests(typeof(Xor.XorNetwork))]
