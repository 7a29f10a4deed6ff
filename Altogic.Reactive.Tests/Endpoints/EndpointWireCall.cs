using System.Reactive.Linq;
using Altogic.Reactive.Endpoints;
using Newtonsoft.Json.Linq;

namespace Altogic.Reactive.Tests.Endpoints;

/// <summary>Our call for one wire example, and where and why it differs from the official one.</summary>
internal sealed record EndpointWireCall(Func<EndpointManager, IObservable<Result<JToken?>>> Run)
{
    /// <summary>Why anything below is set.</summary>
    public string? Why { get; init; }

    /// <summary>Our request, where the official form is to be bettered.</summary>
    public string? Request { get; init; }

    /// <summary>Our headers, where they differ.</summary>
    public string? Headers { get; init; }

    /// <summary>Our body, where it differs.</summary>
    public string? Body { get; init; }

    /// <summary>What ours gives, where it differs.</summary>
    public string? Data { get; init; }

    /// <summary>The call is refused with an <see cref="ArgumentException"/> before anything is sent.</summary>
    public bool IsRefused { get; init; }

    /// <summary>The code of our failure; nothing is sent.</summary>
    public string? Fails { get; init; }

    public bool Differs => (Request ?? Headers ?? Body ?? Data ?? Fails) is not null || IsRefused;

    public static EndpointWireCall Text(Func<EndpointManager, IObservable<Result<string>>> run) =>
        new(endpoint => run(endpoint).Select(result => result.Map(text => (JToken?)text)));

    public static EndpointWireCall Bytes(Func<EndpointManager, IObservable<Result<byte[]>>> run) =>
        new(endpoint => run(endpoint).Select(result => result.Map(bytes => (JToken?)new JObject { ["$arrayBuffer"] = Convert.ToHexStringLower(bytes) })));
}
