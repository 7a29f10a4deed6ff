using System.Reflection;
using System.Text;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Conventions;

public sealed class PublicApiTests
{
    private const string Approved = "Altogic.Reactive.Tests/Approved/PublicApi.txt";

    [Test]
    public void PublicApi_IsTheApprovedOne()
    {
        var now = Describe(LibraryTypes.Library) + Describe(LibraryTypes.Backend);
        if (Environment.GetEnvironmentVariable("ALTOGIC_APPROVE") == "1") File.WriteAllText(Repository.PathOf(Approved), now);
        Assert.That(now, Is.EqualTo(Repository.Read(Approved)), "a change on purpose is approved by running once with ALTOGIC_APPROVE=1");
    }

    private static string Describe(Assembly assembly)
    {
        var text = new StringBuilder().Append("assembly ").AppendLine(assembly.GetName().Name);
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.AppendLine().AppendLine(Header(type));
            var lines = type.IsEnum
                ? Enum.GetNames(type).Select(n => $"{n} = {Convert.ToInt64(Enum.Parse(type, n), null)}")
                : type.GetMembers(LibraryTypes.Members).Where(IsInteresting).Select(Line).Order(StringComparer.Ordinal);
            foreach (var line in lines.Distinct()) text.Append("    ").AppendLine(line);
        }

        return text.AppendLine().ToString().ReplaceLineEndings("\n");
    }

    private static string Header(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
            : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class" : "class";
        return $"{kind} {type.Namespace}.{Name(type)}";
    }

    private static bool IsInteresting(MemberInfo member) =>
        LibraryTypes.IsHandWritten(member)
        && member is not MethodInfo { IsSpecialName: true } and not Type
        && member.Name is not ("Equals" or "GetHashCode" or "ToString" or "Deconstruct" or "PrintMembers");

    private static string Line(MemberInfo member) => member switch
    {
        ConstructorInfo c => $"new({Parameters(c)})",
        PropertyInfo p => $"{Name(p.PropertyType)} {p.Name} {{ get;{(p.SetMethod?.IsPublic == true ? " set;" : "")} }}",
        FieldInfo f => $"{Name(f.FieldType)} {f.Name}",
        MethodInfo m => $"{(m.IsStatic ? "static " : "")}{Name(m.ReturnType)} {m.Name}{Generic(m)}({Parameters(m)})",
        _ => member.ToString()!,
    };

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.IsOptional ? "?" : "")}"));

    private static string Name(Type type)
    {
        if (type.IsByRef) return "ref " + Name(type.GetElementType()!);
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (!type.IsGenericType) return type.Name;
        var name = type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)];
        return $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
