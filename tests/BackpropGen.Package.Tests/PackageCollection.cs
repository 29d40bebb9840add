using Xunit;

namespace BackpropGen.Package.Tests;

/// <summary>One package for all tests, which take turns.</summary>
[CollectionDefinition(nameof(PackageCollection))]
public sealed class PackageCollection : ICollectionFixture<PackageFixture>;
