using System.Reflection;
using System.Text.RegularExpressions;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Conventions;

/// <summary>docs/compatibility.md names every method of the official SDK, with members and tests that exist, or with a reason.</summary>
public sealed partial class CompatibilityTests
{
    private const string Nothing = "—";

    private static readonly string[][] Rows = Repository.Read("docs/compatibility.md").Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Trim().Trim('|').Split(" | ").Select(cell => cell.Trim()).ToArray())
        .ToArray();

    private static readonly HashSet<string> Documented = [.. Rows.SelectMany(Methods)];

    private static string[] Official => Repository.Read("Altogic.Reactive.Tests/Approved/official-sdk.txt").TrimEnd().Split('\n');

    [Test]
    public void OfficialMethods_AreAllInTheTable() => Assert.That(Official.Except(Documented), Is.Empty, "add a row to docs/compatibility.md");

    [Test]
    public void RowsWithoutATest_HaveAReason()
    {
        var wrong = Rows.Where(row => row.Length == 4 && row[2] == Nothing && row[3] == Nothing).Select(row => row[0]);
        Assert.That(wrong, Is.Empty, "name the test that proves it, or say why there is none");
    }

    [Test]
    public void Tests_NamedInTheTable_Exist()
    {
        var known = typeof(CompatibilityTests).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Tests", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance).Select(method => type.Name + "." + method.Name)
                .Append(type.Name))
            .ToHashSet();
        var named = Test().Matches(Repository.Read("docs/compatibility.md")).Select(match => match.Groups[1].Value);
        Assert.That(named.Where(name => !known.Contains(name)), Is.Empty, "a test was renamed or removed");
    }

    [Test]
    public void Members_NamedInTheTable_Exist()
    {
        var known = LibraryTypes.Public
            .SelectMany(type => type.GetMembers(LibraryTypes.Members).Select(member => member.Name).Append(type.Name.Split('`')[0]))
            .ToHashSet();
        var named = Rows.Where(row => row.Length == 4).SelectMany(row => Member().Matches(row[1]).Select(match => match.Groups[1].Value));
        Assert.That(named.Where(name => !known.Contains(name)), Is.Empty, "a member was renamed or removed");
    }

    /// <summary>Either <c>Class.method(…)</c> in the first cell, or the class there and its methods in the second.</summary>
    private static IEnumerable<string> Methods(string[] row)
    {
        var first = Code().Match(row[0]).Groups[1].Value.Split('(')[0].TrimEnd();
        if (first.Contains('.', StringComparison.Ordinal) || first == "createClient") return [first];
        return row.Length == 3 ? Code().Matches(row[1]).Select(match => first + "." + match.Groups[1].Value) : [];
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"`(\w+Tests(?:\.\w+)?)`")]
    private static partial Regex Test();

    [GeneratedRegex(@"`(?:new )?(?:\w+\.)*(\w+)(?:<[^`]*>)?(?:\([^`]*\))?`")]
    private static partial Regex Member();
}
