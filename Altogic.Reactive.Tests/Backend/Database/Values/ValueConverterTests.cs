using System.Text;
using System.Text.Json;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Backend.Modules.Database.Values;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Tests.Backend.Database.Values;

/// <summary>Every field type: what is taken, what it becomes, what is refused (data-model §4). Single quotes stand for double ones.</summary>
internal sealed class ValueConverterTests
{
    [TestCase(FieldType.Text, "'a'", "'a'")]
    [TestCase(FieldType.Text, "''", "''")]
    [TestCase(FieldType.RichText, "'<b>a</b>'", "'<b>a</b>'")]
    [TestCase(FieldType.File, "'pics/a.png'", "'pics/a.png'")]
    [TestCase(FieldType.Email, "' Ada@Example.COM '", "'ada@example.com'")]
    [TestCase(FieldType.Email, "'I@EXAMPLE.COM'", "'i@example.com'")]
    [TestCase(FieldType.Email, "'Jose\u0301@example.com'", "'jos\u00e9@example.com'")]
    [TestCase(FieldType.Phone, "'0049 151 12345678'", "'+4915112345678'")]
    [TestCase(FieldType.Phone, "'+49 (151) 1234-5678'", "'+4915112345678'")]
    [TestCase(FieldType.Link, "'https://example.com/a?b=c'", "'https://example.com/a?b=c'")]
    [TestCase(FieldType.Link, "'mailto:a@b.co'", "'mailto:a@b.co'")]
    [TestCase(FieldType.Boolean, "true", "true")]
    [TestCase(FieldType.Boolean, "'false'", "false")]
    [TestCase(FieldType.Boolean, "1", "true")]
    [TestCase(FieldType.Boolean, "0", "false")]
    [TestCase(FieldType.Integer, "5", "5")]
    [TestCase(FieldType.Integer, "'10112'", "10112")]
    [TestCase(FieldType.Integer, "2.5", "3")]
    [TestCase(FieldType.Integer, "-2.5", "-3")]
    [TestCase(FieldType.Integer, "1e3", "1000")]
    [TestCase(FieldType.Integer, "9223372036854775807", "9223372036854775807")]
    [TestCase(FieldType.Decimal, "1.50", "1.50")]
    [TestCase(FieldType.Decimal, "'1.50'", "1.5")]
    [TestCase(FieldType.Decimal, "5", "5")]
    [TestCase(FieldType.DateTime, "'1999-10-10T10:00:00.000+00:00'", "'1999-10-10T10:00:00.000Z'")]
    [TestCase(FieldType.DateTime, "'2024-01-05T10:00:00+02:00'", "'2024-01-05T08:00:00.000Z'")]
    [TestCase(FieldType.DateTime, "'2024-01-05T08:00:00'", "'2024-01-05T08:00:00.000Z'")]
    [TestCase(FieldType.DateTime, "'2024-01-05'", "'2024-01-05T00:00:00.000Z'")]
    [TestCase(FieldType.Date, "'2024-01-31'", "'2024-01-31'")]
    [TestCase(FieldType.Date, "'2024-01-31T23:00:00Z'", "'2024-01-31'")]
    [TestCase(FieldType.Time, "'08:30'", "'08:30:00'")]
    [TestCase(FieldType.Time, "'08:30:15'", "'08:30:15'")]
    [TestCase(FieldType.Id, "'64B1F0C2A9D3E45F60718293'", "'64b1f0c2a9d3e45f60718293'")]
    [TestCase(FieldType.Reference, "'64b1f0c2a9d3e45f60718293'", "'64b1f0c2a9d3e45f60718293'")]
    [TestCase(FieldType.Reference, "{'_id': '64b1f0c2a9d3e45f60718293', 'name': 'x'}", "'64b1f0c2a9d3e45f60718293'")]
    [TestCase(FieldType.GeoPoint, "[10.5, -60]", "[10.5,-60]")]
    [TestCase(FieldType.List, "['a', 1, true]", "['a',1,true]")]
    [TestCase(FieldType.List, "[]", "[]")]
    public void Convert_Fitting_GivesTheStoredForm(FieldType type, string value, string expected)
    {
        var converted = ValueConverter.Convert(new FieldDefinition { Type = type }, Json(value));

        Assert.That(converted.Code, Is.Null, converted.Problem);
        Assert.That(Encoding.UTF8.GetString(JsonTree.Write(converted.Node!)), Is.EqualTo(expected.Replace('\'', '"')));
    }

    [TestCase(FieldType.Text, "5")]
    [TestCase(FieldType.Text, "{}")]
    [TestCase(FieldType.EncryptedText, "5")]
    [TestCase(FieldType.Email, "'ada'")]
    [TestCase(FieldType.Email, "'a@b'")]
    [TestCase(FieldType.Email, "'a@@b.co'")]
    [TestCase(FieldType.Email, "'a b@c.de'")]
    [TestCase(FieldType.Email, "'.a@b.co'")]
    [TestCase(FieldType.Email, "'a..b@c.de'")]
    [TestCase(FieldType.Email, "'a@.co'")]
    [TestCase(FieldType.Email, "5")]
    [TestCase(FieldType.Phone, "'0151 1234567'")]
    [TestCase(FieldType.Phone, "'+0151 1234567'")]
    [TestCase(FieldType.Phone, "'+49'")]
    [TestCase(FieldType.Phone, "'+49x51123456'")]
    [TestCase(FieldType.Phone, "''")]
    [TestCase(FieldType.Link, "'example.com'")]
    [TestCase(FieldType.Link, "'/etc/passwd'")]
    [TestCase(FieldType.Link, "''")]
    [TestCase(FieldType.Boolean, "'yes'")]
    [TestCase(FieldType.Boolean, "2")]
    [TestCase(FieldType.Boolean, "[]")]
    [TestCase(FieldType.Integer, "'five'")]
    [TestCase(FieldType.Integer, "''")]
    [TestCase(FieldType.Integer, "'NaN'")]
    [TestCase(FieldType.Integer, "true")]
    [TestCase(FieldType.Decimal, "'Infinity'")]
    [TestCase(FieldType.Decimal, "'1,5'")]
    [TestCase(FieldType.Decimal, "{}")]
    [TestCase(FieldType.DateTime, "'yesterday'")]
    [TestCase(FieldType.DateTime, "'2024-13-01'")]
    [TestCase(FieldType.DateTime, "1700000000000")]
    [TestCase(FieldType.Date, "'31.01.2024'")]
    [TestCase(FieldType.Time, "'25:00'")]
    [TestCase(FieldType.Id, "'xyz'")]
    [TestCase(FieldType.Reference, "{'name': 'x'}")]
    [TestCase(FieldType.Reference, "''")]
    [TestCase(FieldType.GeoPoint, "[1]")]
    [TestCase(FieldType.GeoPoint, "['1', '2']")]
    [TestCase(FieldType.GeoPoint, "{}")]
    [TestCase(FieldType.List, "'a'")]
    [TestCase(FieldType.List, "[[1]]")]
    [TestCase(FieldType.List, "[{}]")]
    public void Convert_OfAnotherType_IsRefused(FieldType type, string value) =>
        Assert.That(ValueConverter.Convert(new FieldDefinition { Type = type }, Json(value)).Code, Is.EqualTo("invalid_type"));

    [TestCase(FieldType.Integer, "9223372036854775808")]
    [TestCase(FieldType.Integer, "1e400")]
    [TestCase(FieldType.Decimal, "1e400")]
    [TestCase(FieldType.GeoPoint, "[181, 0]")]
    [TestCase(FieldType.GeoPoint, "[0, -91]")]
    public void Convert_BeyondWhatCanBe_IsOutOfRange(FieldType type, string value) =>
        Assert.That(ValueConverter.Convert(new FieldDefinition { Type = type }, Json(value)).Code, Is.EqualTo("out_of_range"));

    [TestCase("'abc'", null)]
    [TestCase("'ab'", "too_short")]
    [TestCase("'abcdef'", "too_long")]
    public void Text_HasALength(string value, string? code) =>
        Assert.That(ValueConverter.Convert(new FieldDefinition { Type = FieldType.Text, MinLength = 3, MaxLength = 5 }, Json(value)).Code, Is.EqualTo(code));

    [TestCase(FieldType.Integer, "5", null)]
    [TestCase(FieldType.Integer, "0", "out_of_range")]
    [TestCase(FieldType.Decimal, "10.01", "out_of_range")]
    public void Number_HasARange(FieldType type, string value, string? code) =>
        Assert.That(ValueConverter.Convert(new FieldDefinition { Type = type, Min = 1, Max = 10 }, Json(value)).Code, Is.EqualTo(code));

    [TestCase("1.005", "1.01")]
    [TestCase("2", "2")]
    [TestCase("0.1", "0.1")]
    [TestCase("1e3", "1000")]
    public void Decimal_IsRoundedToItsPlaces(string value, string expected) =>
        Assert.That(ValueConverter.Convert(new FieldDefinition { Type = FieldType.Decimal, Decimals = 2 }, Json(value)).Node!.ToJsonString(), Is.EqualTo(expected));

    [TestCase(false, "'open'", null)]
    [TestCase(false, "2", null)]
    [TestCase(false, "2.0", null)]
    [TestCase(false, "'Open'", "not_in_options")]
    [TestCase(false, "3", "not_in_options")]
    [TestCase(false, "true", "invalid_type")]
    [TestCase(true, "['open', 2]", null)]
    [TestCase(true, "[]", null)]
    [TestCase(true, "['open', 'x']", "not_in_options")]
    [TestCase(true, "'open'", "invalid_type")]
    public void Options_AreAFixedSet(bool multiple, string value, string? code) =>
        Assert.That(ValueConverter.Convert(new FieldDefinition { Type = FieldType.Options, Options = ["open", 2L], Multiple = multiple }, Json(value)).Code, Is.EqualTo(code));

    [TestCase(FieldType.Integer, "['1', 2]", "[1,2]")]
    [TestCase(FieldType.DateTime, "['2024-01-05']", "[\"2024-01-05T00:00:00.000Z\"]")]
    [TestCase(FieldType.Id, "['64B1F0C2A9D3E45F60718293']", "[\"64b1f0c2a9d3e45f60718293\"]")]
    [TestCase(FieldType.GeoPoint, "[[1, 2]]", "[[1,2]]")]
    public void List_ConvertsItsItems(FieldType items, string value, string expected) =>
        Assert.That(ValueConverter.Convert(new FieldDefinition { Type = FieldType.List, Items = items }, Json(value)).Node!.ToJsonString(), Is.EqualTo(expected));

    [TestCase(FieldType.Integer, "['x']")]
    [TestCase(FieldType.Text, "[1]")]
    [TestCase(FieldType.Text, "[null]")]
    public void List_WithAWrongItem_IsRefused(FieldType items, string value) =>
        Assert.That(ValueConverter.Convert(new FieldDefinition { Type = FieldType.List, Items = items }, Json(value)).Code, Is.EqualTo("invalid_type"));

    private static JsonElement Json(string relaxed) => JsonElement.Parse(relaxed.Replace('\'', '"'));
}
