using System.Reflection;
using Altogic.Reactive.Internal.Rest;
using RestEase;

namespace Altogic.Reactive.Tests.Internal.Rest;

/// <summary>Every row of rest §6 is declared, and nothing else is.</summary>
public sealed class RestDeclarationTests
{
    private static readonly string[] Expected =
    [
        .. Rows("IAuthApi", "auth/", "POST signup-email", "POST signup-phone", "POST signin-email", "POST signin-phone", "POST signin-code",
            "POST signout", "POST signout-all", "POST signout-all-except", "GET sessions", "GET user", "POST change-pwd", "GET grant",
            "POST resend", "POST resend-code", "POST send-magic", "POST send-reset", "POST send-reset-code", "POST send-code",
            "POST reset-pwd", "POST reset-pwd-code", "POST change-email", "POST change-phone", "POST verify-phone"),
        .. Rows("IObjectApi", "db/object/", "POST get", "POST create", "POST set", "POST append", "POST delete", "POST update", "POST update-fields"),
        .. Rows("IDatabaseApi", "db/", "POST create", "POST set", "POST append", "POST get-list", "POST compute", "POST get-single",
            "POST get-random", "POST update", "POST update-fields", "POST delete", "POST search-text", "POST fuzzy-search", "GET stats"),
        .. Rows("IStorageApi", "storage/", "POST create-bucket", "POST list-buckets", "GET stats", "POST search-files", "POST delete-file"),
        .. Rows("IBucketApi", "storage/bucket/", "POST exists", "POST get", "POST empty", "POST rename", "POST delete", "POST make-public",
            "POST make-private", "POST list-files", "POST upload-formdata", "POST upload-object", "POST delete-files", "POST add-tags",
            "POST remove-tags", "POST update"),
        .. Rows("IFileApi", "storage/bucket/file/", "POST exists", "POST get", "POST make-public", "POST make-private", "POST download",
            "POST rename", "POST duplicate", "POST delete", "POST replace-formdata", "POST replace-object", "POST move", "POST copy",
            "POST add-tags", "POST remove-tags", "POST update"),
        .. Rows("IQueueApi", "", "POST queue", "GET queue/{messageId}"),
        .. Rows("ITaskApi", "", "POST task", "GET task/{taskId}"),
        .. Rows("ICacheApi", "", "GET cache", "POST cache", "DELETE cache", "POST cache/increment", "POST cache/decrement",
            "POST cache/expire", "GET cache/stats", "POST cache/list-keys"),
        .. Rows("IRealtimeApi", "realtime/", "POST get-members"),
        "IEndpointApi GET {path}", "IEndpointApi POST {path}", "IEndpointApi PUT {path}", "IEndpointApi DELETE {path}",
    ];

    [Test]
    public void EveryOperation_IsDeclared()
    {
        var declared = Methods().Select(method => $"{method.DeclaringType!.Name} {Verb(method)} {Path(method)}").Distinct();

        Assert.That(declared, Is.EquivalentTo(Expected));
    }

    [Test]
    public void ThereAreNinetyFour_AndTheProviderRedirectIsNoRequest() => Assert.That(Expected, Has.Length.EqualTo(94));

    [Test]
    public void EveryMethod_ReturnsTheMessage_AndTakesACancellationTokenLast()
    {
        foreach (var method in Methods())
        {
            Assert.That(method.ReturnType, Is.EqualTo(typeof(Task<HttpResponseMessage>)), method.Name);
            Assert.That(method.GetParameters()[^1].ParameterType, Is.EqualTo(typeof(CancellationToken)), method.Name);
            Assert.That(method.DeclaringType!.GetCustomAttribute<AllowAnyStatusCodeAttribute>(), Is.Not.Null, method.Name);
        }
    }

    [Test]
    public void PublicAuthOperations_CarryNoSession()
    {
        string[] needSession = ["signout", "signout-all", "signout-all-except", "sessions", "user", "change-pwd", "change-email", "change-phone"];

        foreach (var method in typeof(IAuthApi).GetMethods())
        {
            var isPublic = method.GetCustomAttributes<HeaderAttribute>().Any(header => header is { Name: "Session", Value: null });
            Assert.That(isPublic, Is.EqualTo(!needSession.Contains(Path(method).Split('/')[^1])), method.Name);
        }
    }

    private static IEnumerable<string> Rows(string api, string prefix, params string[] rows) =>
        rows.Select(row => row.Split(' ')).Select(parts => $"{api} {parts[0]} _api/rest/v1/{prefix}{parts[1]}");

    private static IEnumerable<MethodInfo> Methods() =>
        typeof(IAuthApi).Assembly.GetTypes()
            .Where(type => type is { IsInterface: true, Namespace: "Altogic.Reactive.Internal.Rest" })
            .SelectMany(type => type.GetMethods());

    private static string Verb(MethodInfo method) => method.GetCustomAttribute<RequestAttribute>()!.Method.Method;

    private static string Path(MethodInfo method) => method.GetCustomAttribute<RequestAttribute>()!.Path;
}
