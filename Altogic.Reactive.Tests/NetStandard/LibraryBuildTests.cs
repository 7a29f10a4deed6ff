using System.Globalization;
using System.Runtime.Versioning;

namespace Altogic.Reactive.Tests.NetStandard;

/// <summary>Proof that this project tests what it says it tests.</summary>
public sealed class LibraryBuildTests
{
    [Test]
    public void Library_IsTheNetStandardBuild()
    {
        var target = (TargetFrameworkAttribute?)Attribute.GetCustomAttribute(
            typeof(AltogicClient).Assembly, typeof(TargetFrameworkAttribute));

        Assert.That(target?.FrameworkName, Is.EqualTo(".NETStandard,Version=v2.0"));
    }

    [Test]
    public async Task Culture_IsTurkish_OnEveryThread()
    {
        Assert.That(CultureInfo.CurrentCulture.Name, Is.EqualTo("tr-TR"));
        Assert.That(await Task.Run(() => CultureInfo.CurrentCulture.Name), Is.EqualTo("tr-TR"));
        Assert.That("I".ToLower(CultureInfo.CurrentCulture), Is.EqualTo("ı"));
        Assert.That(1.5.ToString(CultureInfo.CurrentCulture), Is.EqualTo("1,5"));
    }
}
