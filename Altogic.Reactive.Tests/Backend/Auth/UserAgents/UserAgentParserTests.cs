using Altogic.Reactive.Backend.Modules.Auth.UserAgents;

namespace Altogic.Reactive.Tests.Backend.Auth.UserAgents;

internal sealed class UserAgentParserTests
{
    [TestCase("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0.0.0 Safari/537.36", "Chrome 116.0.0", "Other", "Windows 10.0.0")]
    [TestCase("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0.0.0 Safari/537.36 Edg/116.0.1938.62", "Edge 116.0.1938", "Other", "Windows 10.0.0")]
    [TestCase("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/117.0", "Firefox 117.0.0", "Other", "Ubuntu 0.0.0")]
    [TestCase("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.5 Safari/605.1.15", "Safari 16.5.0", "Mac", "Mac OS X 10.15.7")]
    [TestCase("Mozilla/5.0 (iPhone; CPU iPhone OS 16_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.5 Mobile/15E148 Safari/604.1", "Mobile Safari 16.5.0", "iPhone", "iOS 16.5.1")]
    [TestCase("Mozilla/5.0 (iPad; CPU OS 15_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/115.0.5790.130 Mobile/15E148 Safari/604.1", "Chrome Mobile iOS 115.0.5790", "iPad", "iOS 15.6.0")]
    [TestCase("Mozilla/5.0 (Linux; Android 13; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0.5845.92 Mobile Safari/537.36", "Chrome Mobile 116.0.5845", "Other", "Android 13.0.0")]
    [TestCase("Mozilla/5.0 (Linux; Android 13; SM-S901B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/22.0 Chrome/111.0.5563.116 Mobile Safari/537.36", "Samsung Internet 22.0.0", "Other", "Android 13.0.0")]
    [TestCase("Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko", "IE 11.0.0", "Other", "Windows 7.0.0")]
    [TestCase("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 OPR/100.0.0.0", "Opera 100.0.0", "Other", "Chrome OS 0.0.0")]
    [TestCase("node", "Node.js 0.0.0", "Other", "Other 0.0.0")]
    [TestCase("undici", "Node.js 0.0.0", "Other", "Other 0.0.0")]
    [TestCase("node-fetch/2.6.7 (+https://github.com/bitinn/node-fetch)", "node-fetch 2.6.7", "Other", "Other 0.0.0")]
    [TestCase("Dart/3.1 (dart:io)", "Dart 3.1.0", "Other", "Other 0.0.0")]
    [TestCase("Altogic.Reactive/0.1.0 .NET/10.0.2 Linux", "Altogic.Reactive 0.1.0", "Other", "Linux 0.0.0")]
    [TestCase("curl/8.5.0", "curl 8.5.0", "Other", "Other 0.0.0")]
    [TestCase("windows/10.0.19045", "Other 0.0.0", "Other", "Other 0.0.0")]
    [TestCase("", "Other 0.0.0", "Other", "Other 0.0.0")]
    [TestCase(null, "Other 0.0.0", "Other", "Other 0.0.0")]
    [TestCase("Chrome/99999999999999999999", "Chrome 9999999999.0.0", "Other", "Other 0.0.0")]
    [TestCase("Firefox/x.y", "Firefox 0.0.0", "Other", "Other 0.0.0")]
    public void Parse_Header_TellsProgramDeviceAndSystem(string? header, string program, string device, string system)
    {
        var parsed = UserAgentParser.Parse(header);

        Assert.That((Text(parsed.Program), parsed.Device.Family, Text(parsed.System)), Is.EqualTo((program, device, system)));
    }

    [Test]
    public void Json_ComesBackAsItWas()
    {
        var parsed = UserAgentParser.Parse("Mozilla/5.0 (iPhone; CPU iPhone OS 16_5_1 like Mac OS X) Version/16.5 Mobile/15E148 Safari/604.1");

        Assert.That(UserAgentInfo.FromJson(parsed.ToJson().ToJsonString()), Is.EqualTo(parsed));
        Assert.That(UserAgentInfo.FromJson("{}"), Is.EqualTo(UserAgentParser.Parse("")));
    }

    [FsCheck.NUnit.Property]
    public bool Parse_AnyText_GivesTexts(string header)
    {
        var parsed = UserAgentParser.Parse(header);
        return parsed.Program.Family.Length > 0 && parsed.System.Major.Length > 0 && parsed.Device.Patch.Length > 0;
    }

    private static string Text(VersionedName name) => $"{name.Family} {name.Major}.{name.Minor}.{name.Patch}";
}
