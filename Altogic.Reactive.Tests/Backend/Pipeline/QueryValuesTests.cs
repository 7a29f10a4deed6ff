using Altogic.Reactive.Backend.Pipeline;

namespace Altogic.Reactive.Tests.Backend.Pipeline;

public sealed class QueryValuesTests
{
    [TestCase("?email=a+b%20c@x.com", "email", "a+b c@x.com")]
    [TestCase("?email=a%2Bb@x.com", "email", "a+b@x.com")]
    [TestCase("?key=k%201+2&z", "key", "k 1+2")]
    [TestCase("?key=k%201+2&z", "z", "")]
    [TestCase("?key=", "key", "")]
    [TestCase("?key", "key", "")]
    [TestCase("?a=1&a=2", "a", "1")]
    [TestCase("?a=1=2", "a", "1=2")]
    [TestCase("?a=%zz", "a", "%zz")]
    [TestCase("?a=%C3%BC%F0%9F%98%80", "a", "ü😀")]
    [TestCase("?a=%FF%FE", "a", "%FF%FE")]
    [TestCase("?%61=x", "a", "x")]
    [TestCase("?A=x", "a", null)]
    [TestCase("?&&a=x&", "a", "x")]
    [TestCase("?ab=x", "a", null)]
    [TestCase("", "a", null)]
    [TestCase(null, "a", null)]
    public void Literal_KeepsThePlus(string? query, string name, string? value) =>
        Assert.That(new QueryValues(query).Literal(name), Is.EqualTo(value));

    [TestCase("?phone=%2B4915112345678", "+4915112345678")]
    [TestCase("?phone=+4915112345678", "+4915112345678")]
    [TestCase("?phone=%204915112345678", "+4915112345678")]
    [TestCase("?phone=4915112345678", "4915112345678")]
    [TestCase("?phone=", "")]
    [TestCase("?email=x", null)]
    public void Phone_ThatLostItsPlus_GetsItBack(string query, string? value) =>
        Assert.That(new QueryValues(query).Phone(), Is.EqualTo(value));

    [TestCase("?fileName=a+b%2B.txt", "a b+.txt")]
    [TestCase("?fileName=a%20b.txt", "a b.txt")]
    public void Form_TakesThePlusForASpace(string query, string value) =>
        Assert.That(new QueryValues(query).Form("fileName"), Is.EqualTo(value));

    [FsCheck.NUnit.Property]
    public bool Literal_OfAnEncodedValue_IsTheValue(FsCheck.NonNull<string> value)
    {
        var text = string.Concat(value.Get.Where(c => !char.IsSurrogate(c)));
        return new QueryValues("?x=1&key=" + Uri.EscapeDataString(text) + "&y=2").Literal("key") == text;
    }
}
