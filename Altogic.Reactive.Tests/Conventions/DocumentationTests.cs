using System.Reflection;
using System.Xml.Linq;

namespace Altogic.Reactive.Tests.Conventions;

/// <summary>The compiler asks for documentation; these tests ask what it says.</summary>
public sealed class DocumentationTests
{
    private static readonly Dictionary<string, string> Docs = XDocument
        .Load(Path.ChangeExtension(LibraryTypes.Library.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(m => m.Attribute("name")!.Value, m => m.Value);

    [Test]
    public void Observables_SayColdOrHot()
    {
        var wrong = LibraryTypes.Public
            .SelectMany(t => t.GetMembers(LibraryTypes.Members))
            .Where(LibraryTypes.IsHandWritten)
            .Where(m => m is MethodInfo { IsSpecialName: false } x ? LibraryTypes.IsObservable(x.ReturnType)
                : m is PropertyInfo p && LibraryTypes.IsObservable(p.PropertyType))
            .Where(m => Find(m) is var text && !text.Contains("Cold", StringComparison.Ordinal) && !text.Contains("Hot", StringComparison.Ordinal))
            .Select(m => $"{m.DeclaringType!.Name}.{m.Name}");
        Assert.That(wrong, Is.Empty, "say Cold. or Hot. in the summary");
    }

    [Test]
    public void Options_NameTheirDefaults()
    {
        var wrong = LibraryTypes.Public
            .Where(t => t.Name.EndsWith("Options", StringComparison.Ordinal) && t.IsClass)
            .SelectMany(t => t.GetProperties(LibraryTypes.Members).Where(LibraryTypes.IsHandWritten))
            .Where(p => p.Name != "EqualityContract" && !Find(p).Contains("default", StringComparison.OrdinalIgnoreCase))
            .Select(p => $"{p.DeclaringType!.Name}.{p.Name}");
        Assert.That(wrong, Is.Empty, "name the default value");
    }

    private static string Find(MemberInfo member)
    {
        var kind = member is PropertyInfo ? "P:" : "M:";
        var name = kind + member.DeclaringType!.FullName!.Replace('+', '.') + "." + member.Name;
        var texts = Docs.Where(d => d.Key == name
            || d.Key.StartsWith(name + "(", StringComparison.Ordinal)
            || d.Key.StartsWith(name + "``", StringComparison.Ordinal)).Select(d => d.Value).ToList();
        Assert.That(texts, Is.Not.Empty, "no documentation found for " + name);

        // An overload that says nothing spoils the others: only what all of them say counts.
        return texts.All(t => t.Contains("Cold", StringComparison.Ordinal) || t.Contains("Hot", StringComparison.Ordinal))
            ? string.Concat(texts)
            : texts.First(t => !t.Contains("Cold", StringComparison.Ordinal) && !t.Contains("Hot", StringComparison.Ordinal));
    }
}
