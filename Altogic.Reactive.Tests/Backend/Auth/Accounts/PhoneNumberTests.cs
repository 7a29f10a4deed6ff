using Altogic.Reactive.Backend.Modules.Auth.Accounts;

namespace Altogic.Reactive.Tests.Backend.Auth.Accounts;

internal sealed class PhoneNumberTests
{
    [TestCase("+905551112233", "+905551112233")]
    [TestCase("+90 (555) 111-22.33", "+905551112233")]
    [TestCase(" 905551112233", "+905551112233")]
    [TestCase("  +905551112233", "+905551112233")]
    [TestCase("00905551112233", "+905551112233")]
    [TestCase("+1 202-555-0123", "+12025550123")]
    [TestCase("+15555550100", "+15555550100")]
    [TestCase("+4915112345678", "+4915112345678")]
    [TestCase("+447911123456", "+447911123456")]
    [TestCase("+33612345678", "+33612345678")]
    [TestCase("+8613800138000", "+8613800138000")]
    [TestCase("+919876543210", "+919876543210")]
    [TestCase("+5511987654321", "+5511987654321")]
    [TestCase("+79161234567", "+79161234567")]
    [TestCase("+35312345678", "+35312345678")]
    [TestCase("+2348012345678", "+2348012345678")]
    [TestCase("+37212345678", "+37212345678")]
    public void Normalize_Number_IsOneForm(string text, string expected) => Assert.That(PhoneNumber.Normalize(text), Is.EqualTo(expected));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("+")]
    [TestCase(" ")]
    [TestCase("undefined")]
    [TestCase("05551112233")]
    [TestCase("905551112233")]
    [TestCase("+90555111223")]
    [TestCase("+9055511122334")]
    [TestCase("+1202555012")]
    [TestCase("+120255501234")]
    [TestCase("+331234567890")]
    [TestCase("+999123456789")]
    [TestCase("+0905551112233")]
    [TestCase("+90 555 111 22 3x")]
    [TestCase("+1(555)&x=1#2%20")]
    [TestCase("++905551112233")]
    [TestCase("+90+5551112233")]
    [TestCase("+٩٠٥٥٥١١١٢٢٣٣")]
    [TestCase("+490000000000000000000000000000000000000000000")]
    public void Normalize_NoNumberOfItsCountry_IsNull(string? text) => Assert.That(PhoneNumber.Normalize(text), Is.Null);

    [FsCheck.NUnit.Property]
    public bool Normalize_AnyText_IsNullOrStaysAsItIs(string text) =>
        PhoneNumber.Normalize(text) is not { } number || PhoneNumber.Normalize(number) == number;

    [FsCheck.NUnit.Property]
    public bool Normalize_AnyDigits_GivesAtMostFifteen(uint high, uint low) =>
        PhoneNumber.Normalize(FormattableString.Invariant($"+{high}{low}")) is not { } number || number.Length is >= 6 and <= 16;
}
