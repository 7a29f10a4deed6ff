using System.Reflection;
using System.Runtime.CompilerServices;

namespace Altogic.Reactive.Tests.Conventions;

/// <summary>What the convention tests look at.</summary>
internal static class LibraryTypes
{
    public static Assembly Library { get; } = typeof(AltogicClient).Assembly;

    public static Assembly Backend { get; } = typeof(Altogic.Reactive.Backend.AppDefinition).Assembly;

    public static IEnumerable<Type> Public => Library.GetExportedTypes().Where(IsHandWritten);

    public const BindingFlags Members =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<MethodInfo> Methods(Type type) =>
        type.GetMethods(Members).Where(m => !m.IsSpecialName && IsHandWritten(m));

    public static bool IsObservable(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IObservable<>);

    public static bool IsHandWritten(MemberInfo member) =>
        !member.IsDefined(typeof(CompilerGeneratedAttribute), false) && !member.Name.Contains('<', StringComparison.Ordinal);
}
