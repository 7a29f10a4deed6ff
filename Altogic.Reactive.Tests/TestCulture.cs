using System.Globalization;

namespace Altogic.Reactive.Tests;

/// <summary>Runs all tests in the culture of <c>ALTOGIC_TEST_CULTURE</c>; the netstandard2.0 run is Turkish unless it says otherwise.</summary>
[SetUpFixture]
public sealed class TestCulture
{
#if NETSTANDARD_CLIENT
    private const string? Default = "tr-TR";
#else
    private const string? Default = null;
#endif

    private CultureInfo? _culture;
    private CultureInfo? _uiCulture;

    [OneTimeSetUp]
    public void Set()
    {
        (_culture, _uiCulture) = (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.DefaultThreadCurrentUICulture);
        var name = Environment.GetEnvironmentVariable("ALTOGIC_TEST_CULTURE");
        if (string.IsNullOrEmpty(name)) name = Default;
        if (name is null) return;
        var culture = CultureInfo.GetCultureInfo(name);
        CultureInfo.DefaultThreadCurrentCulture = culture;
        CultureInfo.DefaultThreadCurrentUICulture = culture;
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
    }

    [OneTimeTearDown]
    public void Restore() =>
        (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.DefaultThreadCurrentUICulture) = (_culture, _uiCulture);
}
