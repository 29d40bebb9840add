using Xunit;

namespace BackpropGen.Package.Tests;

/// <summary>One package for all tests, which take turns.</summary>
[CollectionDefinition(nameof(OnePackage))]
public sealed class OnePackage : ICollectionFixture<PackageFixture>;
