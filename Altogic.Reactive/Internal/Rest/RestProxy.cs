using System.Linq.Expressions;
using RestEase;

namespace Altogic.Reactive.Internal.Rest;

/// <summary>
/// Makes the implementation of one interface. RestEase looks its generated type up anew each time, which costs more than a request;
/// a server makes a client per request.
/// </summary>
internal static class RestProxy<T>
    where T : class
{
    private static readonly Lazy<Func<IRequester, T>> Maker = new(Compile);

    public static T Create(IRequester requester) => Maker.Value(requester);

    private static Func<IRequester, T> Compile()
    {
        var type = RestClient.For<T>(new NoRequester()).GetType();
        var constructor = type.GetConstructor([typeof(IRequester)])
            ?? throw new MissingMethodException($"The implementation of {typeof(T).Name} takes no requester.");
        var requester = Expression.Parameter(typeof(IRequester));
        return Expression.Lambda<Func<IRequester, T>>(Expression.New(constructor, requester), requester).Compile();
    }
}
