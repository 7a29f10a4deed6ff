namespace Altogic.Reactive.Tests.Results;

public sealed class ResultTests
{
    private static readonly AltogicError Error = new(ErrorKind.Api, 400, "Bad Request", [new ErrorEntry("client_error", "not_unique", "Taken.")]);

    [Test]
    public void Success_HasDataAndNoErrors()
    {
        var result = Result.Success(7);

        Assert.That(result.IsSuccess, Is.True);
        Assert.That(result.Data, Is.EqualTo(7));
        Assert.That(result.Errors, Is.Null);
    }

    [Test]
    public void Failure_HasErrorsAndDefaultData()
    {
        var result = Result.Failure<int>(Error);

        Assert.That(result.IsSuccess, Is.False);
        Assert.That(result.Data, Is.Zero);
        Assert.That(result.Errors, Is.SameAs(Error));
    }

    [Test]
    public void Success_OfNull_IsStillASuccess()
    {
        var result = Result.Success<string?>(null);

        Assert.That(result.IsSuccess, Is.True);
        Assert.That(result.Match(_ => "success", _ => "failure"), Is.EqualTo("success"));
        Assert.That(result.ValueOrThrow(), Is.Null);
    }

    [Test]
    public void Failure_WithoutErrors_Throws() =>
        Assert.That(() => Result.Failure<int>(null!), Throws.ArgumentNullException);

    [Test]
    public void Deconstruct_GivesBothSides()
    {
        var (data, noErrors) = Result.Success("x");
        var (noData, errors) = Result.Failure<string>(Error);

        Assert.That((data, noErrors), Is.EqualTo(("x", (AltogicError?)null)));
        Assert.That((noData, errors), Is.EqualTo(((string?)null, Error)));
    }

    [Test]
    public void Match_CallsExactlyOneSide()
    {
        var calls = new List<string>();

        Result.Success(1).Match(data => calls.Add("data " + data), _ => calls.Add("error"));
        Result.Failure<int>(Error).Match(data => calls.Add("data " + data), error => calls.Add(error.Items[0].Code));

        Assert.That(calls, Is.EqualTo(new[] { "data 1", "not_unique" }));
    }

    [Test]
    public void Map_ChangesASuccessAndPassesAFailureOn()
    {
        Assert.That(Result.Success(2).Map(data => data * 2).Data, Is.EqualTo(4));
        Assert.That(Result.Failure<int>(Error).Map(data => "n" + data).Errors, Is.SameAs(Error));
    }

    [Test]
    public void Bind_CanTurnASuccessIntoAFailure()
    {
        Assert.That(Result.Success(2).Bind(data => Result.Success(data + 1)).Data, Is.EqualTo(3));
        Assert.That(Result.Success(2).Bind(_ => Result.Failure<int>(Error)).Errors, Is.SameAs(Error));
        Assert.That(Result.Failure<int>(Error).Bind(Result.Success).Errors, Is.SameAs(Error));
    }

    [Test]
    public void ValueOrThrow_OfAFailure_ThrowsTheError()
    {
        var thrown = Assert.Throws<AltogicException>(() => Result.Failure<int>(Error).ValueOrThrow());

        Assert.That(thrown!.Error, Is.SameAs(Error));
        Assert.That(thrown.Message, Does.Contain("not_unique"));
    }

    [Test]
    public void Functions_ThatAreMissing_AreNamed()
    {
        var result = Result.Success(1);

        Assert.That(() => result.Match(null!, _ => 1), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("success"));
        Assert.That(() => result.Match(_ => 1, null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("failure"));
        Assert.That(() => result.Match(null!, _ => { }), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("success"));
        Assert.That(() => result.Map<int>(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("selector"));
        Assert.That(() => result.Bind<int>(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("selector"));
    }

    [Test]
    public void ToString_ShowsTheBeginningOfTheDataOrTheError()
    {
        Assert.That(Result.Success("done").ToString(), Is.EqualTo("Success: done"));
        Assert.That(Result.Success<string?>(null).ToString(), Is.EqualTo("Success: null"));
        Assert.That(Result.Success(1.5).ToString(), Is.EqualTo("Success: 1.5"));
        Assert.That(Result.Success(new List<int> { 1, 2 }).ToString(), Is.EqualTo("Success: List`1(2)"));
        Assert.That(Result.Success(new Newtonsoft.Json.Linq.JObject { ["a"] = 1 }).ToString(), Is.EqualTo("Success: Object(1)"));
        Assert.That(Result.Success(new string('x', 1000)).ToString(), Has.Length.EqualTo("Success: ".Length + 101));
        Assert.That(Result.Success(new Altogic.Reactive.Auth.Session { Token = "secret" }).ToString(), Does.Not.Contain("secret"));
        Assert.That(Result.Failure<string>(Error).ToString(), Is.EqualTo("Failure: Api 400 not_unique: Taken."));
    }
}
