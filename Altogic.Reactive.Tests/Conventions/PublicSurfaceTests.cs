using System.Reactive.Subjects;
using System.Reflection;

namespace Altogic.Reactive.Tests.Conventions;

public sealed class PublicSurfaceTests
{
    private static readonly string[] LocalMethods =
    [
        // no request, no waiting: the official SDK's local methods and pure helpers
        "GetSession", "GetUser", "SetSession", "SetUser", "ClearLocalData", "InvalidateSession", "GetProviderSignInUrl",
    ];

    /// <summary>The time is the server's: the client sends it and does not wait.</summary>
    private static readonly string[] TimedByTheServer = ["QueueManager.SubmitMessage"];

    [Test]
    public void Operations_OfManagersAndBuilders_AreObservablesOrBuilders()
    {
        var wrong = LibraryTypes.Public
            .Where(t => t.Name.EndsWith("Manager", StringComparison.Ordinal) || IsBuilder(t))
            .SelectMany(LibraryTypes.Methods)
            .Where(m => !LibraryTypes.IsObservable(m.ReturnType) && !IsBuilder(m.ReturnType))
            .Where(m => m.GetBaseDefinition().DeclaringType != typeof(object) && !LocalMethods.Contains(m.Name))
            .Where(m => !m.Name.Contains("Cookie", StringComparison.Ordinal))
            .Select(Describe);
        Assert.That(wrong, Is.Empty, "return IObservable<Result<T>> for operations, IObservable<T> for streams, or a builder");
    }

    [Test]
    public void PublicTypes_AreClosed()
    {
        var wrong = LibraryTypes.Public.Where(t => t.IsClass && !t.IsSealed && !t.IsAbstract && !IsRecord(t)).Select(t => t.FullName);
        Assert.That(wrong, Is.Empty, "make the type sealed, static, abstract, a record or an interface");
    }

    [Test]
    public void Internal_Namespaces_HavePublicTypesNowhere()
    {
        var wrong = LibraryTypes.Library.GetExportedTypes()
            .Where(t => t.Namespace!.Contains(".Internal", StringComparison.Ordinal)).Select(t => t.FullName);
        Assert.That(wrong, Is.Empty, "make the type internal, or move it out of Internal");
    }

    [Test]
    public void PublicMembers_NeverShowTasksOrSubjects()
    {
        var wrong = LibraryTypes.Public
            .SelectMany(t => t.GetMembers(LibraryTypes.Members))
            .Where(m => TypesOf(m).Any(IsTaskOrSubject))
            .Select(Describe);
        Assert.That(wrong, Is.Empty, "awaiting the observable works already; a subject leaves through AsObservable()");
    }

    [Test]
    public void Streams_CannotBeCastToObservers()
    {
        using var client = new AltogicClient("http://127.0.0.1:1", "key");
        object[] managers = [client, client.Auth, client.Db, client.Cache, client.Storage, client.Endpoint, client.Queue, client.Task, client.Realtime, client.Realtime.Channel("room")];
        var wrong = managers
            .SelectMany(m => m.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => LibraryTypes.IsObservable(p.PropertyType))
                .Select(p => (Property: p, Value: p.GetValue(m))))
            .Where(x => x.Value!.GetType().GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IObserver<>)))
            .Select(x => Describe(x.Property));
        Assert.That(wrong, Is.Empty, "a caller could push into our stream: wrap it with AsObservable()");
    }

    [Test]
    public void Methods_ThatTakeTime_EndWithAnOptionalScheduler()
    {
        var timed = LibraryTypes.Public
            .SelectMany(LibraryTypes.Methods)
            .Where(m => LibraryTypes.IsObservable(m.ReturnType) && m.GetParameters().Any(p => p.ParameterType == typeof(TimeSpan) || p.ParameterType == typeof(TimeSpan?)))
            .Where(m => !TimedByTheServer.Contains(Describe(m))).ToList();
        Assert.That(timed, Is.Not.Empty);
        var wrong = timed
            .Where(m => m.GetParameters()[^1].ParameterType.Name != "IScheduler" || !m.GetParameters()[^1].IsOptional)
            .Select(Describe);
        Assert.That(wrong, Is.Empty, "add IScheduler? scheduler = null as the last parameter");
    }

    private static bool IsBuilder(Type type) =>
        type == typeof(Altogic.Reactive.Realtime.RealtimeChannel)
        || (type.Namespace == "Altogic.Reactive.Database" && (type.Name.StartsWith("QueryBuilder", StringComparison.Ordinal)
            || type.Name.StartsWith("DatabaseObject", StringComparison.Ordinal) || type.Name.StartsWith("PagedQuery", StringComparison.Ordinal)))
        || (type.Namespace == "Altogic.Reactive.Storage" && type.Name.EndsWith("Manager", StringComparison.Ordinal));

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static bool IsTaskOrSubject(Type type)
    {
        var name = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return typeof(Task).IsAssignableFrom(type) || name == typeof(ValueTask) || name == typeof(ValueTask<>)
            || (type.Namespace == typeof(Subject<>).Namespace && type.Name.Contains("Subject", StringComparison.Ordinal));
    }

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        MethodInfo m => [m.ReturnType],
        PropertyInfo p => [p.PropertyType],
        FieldInfo f => [f.FieldType],
        _ => [],
    };

    private static string Describe(MemberInfo member) => $"{member.DeclaringType!.Name}.{member.Name}";
}
